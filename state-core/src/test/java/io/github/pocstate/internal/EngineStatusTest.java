package io.github.pocstate.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Goal;
import io.github.pocstate.LabStatus;
import io.github.pocstate.Phase;
import io.github.pocstate.ProgressListener;
import io.github.pocstate.Scope;
import io.github.pocstate.verify.Verification;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineStatusTest extends EngineFixture {

    EngineStatusTest() {
        super(2);
    }

    @Test
    void comparesOneReadingWithEveryPhaseOfTheLab() {
        lab.in(Phase.ONE);

        LabStatus status = engine.status(Scope.ALL, false, ProgressListener.NONE);

        assertThat(status.lab()).isEqualTo("FakeLab of 2 servers");
        assertThat(status.scope()).isEqualTo(Scope.ALL);
        assertThat(status.summary().statuses()).containsExactly(Map.entry("planned", 2));
        assertThat(status.phases())
                .extracting(verification -> verification.goal().phase())
                .containsExactly(Phase.ZERO, Phase.ONE, Phase.TWO);
        assertThat(status.phases())
                .extracting(verification -> verification.deviations().size())
                .containsExactly(4, 0, 2);
        assertThat(status.phase()).hasValue(Phase.ONE);
        assertThat(lab.diary()).containsExactly("observe");
    }

    @Test
    void leavesOutAPhaseThatTheLabDoesNotKnow() {
        lab.withdraw(Phase.ONE);

        assertThat(engine.status(Scope.ALL, false, ProgressListener.NONE).phases())
                .extracting(verification -> verification.goal().phase())
                .containsExactly(Phase.ZERO, Phase.TWO);
    }

    @Test
    void asksForDiscoveryEventsWhenToldSo() {
        assertThat(engine.status(Scope.ALL, true, ProgressListener.NONE).phases())
                .extracting(Verification::goal)
                .containsExactly(
                        new Goal(Phase.ZERO, Scope.ALL, true),
                        new Goal(Phase.ONE, Scope.ALL, true),
                        new Goal(Phase.TWO, Scope.ALL, true));
    }

    @Test
    void leavesDiscoveryEventsOutOtherwise() {
        assertThat(engine.status(Scope.ALL, false, ProgressListener.NONE).phases())
                .extracting(Verification::goal)
                .containsExactly(goal(Phase.ZERO), goal(Phase.ONE), goal(Phase.TWO));
    }

    @Test
    void findsNoPhaseBetweenPhases() {
        lab.status("srv-02", "staged");

        assertThat(engine.status(Scope.ALL, false, ProgressListener.NONE).phase())
                .isEmpty();
    }
}
