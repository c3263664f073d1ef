package io.github.pocstate.internal;

import io.github.pocstate.Goal;
import io.github.pocstate.Phase;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.Scope;
import io.github.pocstate.testkit.FakeLab;
import io.github.pocstate.testkit.RecordingListener;
import java.util.List;
import java.util.Optional;

/** A fake lab in phase ZERO, the engine that restores it, and a listener that hears of it. */
abstract class EngineFixture {

    final FakeLab lab;
    final Engine engine;
    final RecordingListener listener = new RecordingListener();

    EngineFixture(int servers) {
        lab = new FakeLab(servers);
        engine = new Engine(lab, List.of(), Optional.empty(), false);
    }

    RestoreReport restore(Phase phase) {
        return engine.restore(
                goal(phase), RestoreOptions.builder().listener(listener).build());
    }

    static Goal goal(Phase phase) {
        return new Goal(phase, Scope.ALL, false);
    }
}
