package io.github.pocstate;

import io.github.pocstate.internal.Engine;
import io.github.pocstate.testkit.FakeLab;
import io.github.pocstate.testkit.PhaseContract;
import io.github.pocstate.verify.Verification;
import java.util.List;
import java.util.Optional;

class FakeLabPhaseTest extends PhaseContract {

    private final FakeLab lab = new FakeLab(4);
    private final Engine engine = new Engine(lab, List.of(), Optional.empty(), false);

    @Override
    protected List<Phase> phases() {
        return List.of(Phase.ZERO, Phase.ONE, Phase.TWO);
    }

    @Override
    protected RestoreReport restore(Phase phase, RestoreOptions options) {
        return options.dryRun()
                ? engine.dryRun(options.goal(phase), options)
                : engine.restore(options.goal(phase), options);
    }

    @Override
    protected Verification verify(Phase phase, RestoreOptions options) {
        return engine.verify(options.goal(phase), options.listener());
    }

    @Override
    protected Object fingerprint() {
        return lab.content() + ", " + lab.writes() + " writes";
    }
}
