package io.github.pocstate.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.Goal;
import io.github.pocstate.Phase;
import io.github.pocstate.ProgressListener;
import io.github.pocstate.Scope;
import io.github.pocstate.testkit.FakeLab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final Goal GOAL = new Goal(Phase.TWO, Scope.ALL, false);

    @Test
    void itsSizeIsTheChangesOfAllSteps() {
        FakeLab lab = new FakeLab(3);
        Plan plan = lab.plan(GOAL, lab.observe(Scope.ALL, ProgressListener.NONE), "fake-api");

        assertThat(plan.steps()).hasSize(2);
        assertThat(plan.size()).isEqualTo(6);
        assertThat(plan.isEmpty()).isFalse();
    }

    @Test
    void itPrintsItselfWithTheFirstObjectsOfEachStep() {
        FakeLab lab = new FakeLab(4);

        assertThat(lab.plan(GOAL, lab.observe(Scope.ALL, ProgressListener.NONE), "fake-api"))
                .hasToString("""
                        Phase TWO (cable validation complete), all servers

                               4 devices          status failed
                                   srv-01: offline -> failed
                                   srv-02: offline -> failed
                                   srv-03: offline -> failed
                                   and 1 more
                               4 addresses        address assigned
                                   srv-01: none -> assigned
                                   srv-02: none -> assigned
                                   srv-03: none -> assigned
                                   and 1 more""");
    }

    @Test
    void withoutAStepItIsEmpty() {
        Plan plan = new Plan(GOAL, "fake-api", List.of(), List.of(new Failure("srv-01", "no MAC", "add one")));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.size()).isZero();
        assertThat(plan).hasToString("""
                Phase TWO (cable validation complete), all servers

                Nothing to do, the lab is there.

                Failed as the phase says, 1 server: no MAC
                  which: srv-01
                  do:    add one""");
    }

    @Test
    void nullsAreRefusedByName() {
        assertThatThrownBy(() -> new Plan(null, "fake-api", List.of(), List.of()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("goal");
        assertThatThrownBy(() -> new Plan(GOAL, null, List.of(), List.of()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("transition");
    }

    @Test
    void anOutcomeKeepsACopyOfItsRejections() {
        List<Rejection> rejections = new ArrayList<>(List.of(new Rejection("devices", "srv-01", "no")));
        Step.Outcome outcome = new Step.Outcome(2, rejections);

        rejections.clear();

        assertThat(outcome.rejections()).hasSize(1);
    }

    @Test
    void aQuoteHasACostOrRefuses() {
        assertThat(Quote.of(Duration.ofSeconds(3), "601 devices").cost()).hasValue(Duration.ofSeconds(3));
        assertThat(Quote.refused("foreign changes").cost()).isEmpty();
        assertThat(Quote.refused("foreign changes").reason()).isEqualTo("foreign changes");
    }
}
