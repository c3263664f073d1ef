package io.github.pocstate.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Goal;
import io.github.pocstate.LockStatus.Holder;
import io.github.pocstate.Phase;
import io.github.pocstate.ProgressListener;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.Scope;
import io.github.pocstate.plan.Change;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.plan.Step;
import io.github.pocstate.plan.StepReport;
import io.github.pocstate.verify.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EngineTest extends EngineFixture {

    EngineTest() {
        super(2);
    }

    @Nested
    class WhenTheLabIsInAnotherPhase {

        @Test
        void restoreLocksObservesAdmitsWritesAndReadsBackInThisOrder() {
            restore(Phase.ONE);

            assertThat(lab.diary())
                    .containsExactly(
                            "lock",
                            "observe",
                            "admit",
                            "write srv-01 [devices]",
                            "write srv-02 [devices]",
                            "write srv-01 [addresses]",
                            "write srv-02 [addresses]",
                            "observe",
                            "unlock");
        }

        @Test
        void theReportTellsTheWayTheStepsAndTheProof() {
            RestoreReport report = restore(Phase.ONE);

            assertThat(report.lab()).isEqualTo("FakeLab of 2 servers");
            assertThat(report.goal()).isEqualTo(goal(Phase.ONE));
            assertThat(report.dryRun()).isFalse();
            assertThat(report.route())
                    .isEqualTo(new RestoreReport.RouteTaken(List.of("fake-api"), "reason of fake-api"));
            assertThat(report.plan().size()).isEqualTo(4);
            assertThat(report.steps())
                    .extracting(StepReport::name)
                    .containsExactly("status planned", "address assigned");
            assertThat(report.changed()).containsExactly(Map.entry("addresses", 2), Map.entry("devices", 2));
            assertThat(report.rejections()).isEmpty();
            assertThat(report.before().statuses()).containsExactly(Map.entry("offline", 2));
            assertThat(report.after().statuses()).containsExactly(Map.entry("planned", 2));
            assertThat(report.after().objects()).containsExactly(Map.entry("addresses", 2));
            assertThat(report.verified()).isTrue();
            assertThat(report.failures()).isEmpty();
        }

        @Test
        void onlyWhatDiffersIsWritten() {
            lab.in(Phase.ONE).status("srv-02", "staged");

            RestoreReport report = restore(Phase.ONE);

            assertThat(report.changed()).containsExactly(Map.entry("devices", 1));
            assertThat(lab.diary())
                    .containsExactly("lock", "observe", "admit", "write srv-02 [devices]", "observe", "unlock");
        }

        @Test
        void serversOutsideTheScopeStayAsTheyAre() {
            Scope first = new Scope(OptionalInt.of(1), Optional.empty());

            RestoreReport report = engine.restore(new Goal(Phase.ONE, first, false), RestoreOptions.DEFAULT);

            assertThat(report.verified()).isTrue();
            assertThat(report.before().servers()).isEqualTo(1);
            assertThat(lab.content())
                    .containsExactly(
                            Map.entry("srv-01", "planned, address assigned"),
                            Map.entry("srv-02", "offline, address none"));
        }

        @Test
        void requestsAreThoseOfThisCallOnly() {
            RestoreReport first = restore(Phase.ONE); // 2 readings, 1 admission, 2 steps
            RestoreReport second = restore(Phase.ONE); // 1 reading
            RestoreReport third = restore(Phase.TWO); // 2 readings, 1 admission, 1 step

            assertThat(List.of(first.requests(), second.requests(), third.requests()))
                    .containsExactly(5L, 1L, 4L);
            assertThat(lab.requests()).isEqualTo(10);
        }

        @Test
        void theListenerHearsEveryStageBeginAndEnd() {
            restore(Phase.ONE);

            assertThat(listener.heard())
                    .containsExactly(
                            "started reading servers: 2",
                            "advanced reading servers: 2",
                            "finished reading servers",
                            "started status planned: 2",
                            "advanced status planned: 1",
                            "advanced status planned: 1",
                            "finished status planned",
                            "started address assigned: 2",
                            "advanced address assigned: 1",
                            "advanced address assigned: 1",
                            "finished address assigned",
                            "started reading servers: 2",
                            "advanced reading servers: 2",
                            "finished reading servers");
        }

        @Test
        void planListsTheStepsAndOnlyReads() {
            Plan plan = engine.plan(goal(Phase.ONE), RestoreOptions.DEFAULT);

            assertThat(plan.goal()).isEqualTo(goal(Phase.ONE));
            assertThat(plan.transition()).isEqualTo("fake-api");
            assertThat(plan.steps()).extracting(Step::name).containsExactly("status planned", "address assigned");
            assertThat(plan.steps().get(0).changes())
                    .containsExactly(
                            new Change("srv-01", "offline", "planned"), new Change("srv-02", "offline", "planned"));
            assertThat(lab.diary()).containsExactly("observe");
        }

        @Test
        void verifyNamesWhatDiffersAndOnlyReads() {
            Verification verification = engine.verify(goal(Phase.ONE), ProgressListener.NONE);

            assertThat(verification.passed()).isFalse();
            assertThat(verification.deviations())
                    .extracting(Object::toString)
                    .containsExactly(
                            "devices srv-01: expected planned, found offline",
                            "addresses srv-01: expected assigned, found none",
                            "devices srv-02: expected planned, found offline",
                            "addresses srv-02: expected assigned, found none");
            assertThat(lab.diary()).containsExactly("observe");
        }
    }

    @Nested
    class WhenTheLabIsAlreadyThere {

        private final RestoreReport report;

        WhenTheLabIsAlreadyThere() {
            lab.in(Phase.TWO);
            report = restore(Phase.TWO);
        }

        @Test
        void nothingIsAdmittedAndNothingIsWritten() {
            assertThat(lab.admissions()).isZero();
            assertThat(lab.writes()).isZero();
            assertThat(report.plan().isEmpty()).isTrue();
            assertThat(report.steps()).isEmpty();
            assertThat(report.changed()).isEmpty();
        }

        @Test
        void theOneReadingIsTheProof() {
            assertThat(lab.diary()).containsExactly("lock", "observe", "unlock");
            assertThat(report.verified()).isTrue();
            assertThat(report.verification().checked())
                    .containsExactly(Map.entry("addresses", 2), Map.entry("devices", 2));
            assertThat(report.after()).isEqualTo(report.before());
        }

        @Test
        void noWayIsTaken() {
            assertThat(report.route()).isEqualTo(new RestoreReport.RouteTaken(List.of(), "the lab is there already"));
            assertThat(report.route()).hasToString("none");
            assertThat(report.plan().goal()).isEqualTo(goal(Phase.TWO));
            assertThat(report.plan().transition()).isEqualTo("none");
        }

        @Test
        void planAndDryRunSayTheSame() {
            Plan plan = engine.plan(goal(Phase.TWO), RestoreOptions.DEFAULT);
            RestoreReport dry = engine.dryRun(goal(Phase.TWO), RestoreOptions.DEFAULT);

            assertThat(plan).isEqualTo(new Plan(goal(Phase.TWO), "none", List.of(), List.of()));
            assertThat(dry.plan()).isEqualTo(plan);
            assertThat(dry.route()).isEqualTo(report.route());
            assertThat(dry.verified()).isTrue();
        }

        @Test
        void itNeedsNoWayThatEndsThere() {
            lab.withdraw(Phase.TWO);

            assertThat(restore(Phase.TWO).verified()).isTrue();
        }
    }

    @Nested
    class OnADryRun {

        private final RestoreReport report = engine.dryRun(
                goal(Phase.TWO), RestoreOptions.builder().listener(listener).build());

        @Test
        void theLabIsReadOnceWithoutLockAndAdmission() {
            assertThat(lab.diary()).containsExactly("observe");
        }

        @Test
        void theReportHoldsThePlanAndNoStep() {
            assertThat(report.dryRun()).isTrue();
            assertThat(report.plan().steps())
                    .extracting(Step::name)
                    .containsExactly("status failed", "address assigned");
            assertThat(report.route().toString()).isEqualTo("fake-api");
            assertThat(report.steps()).isEmpty();
            assertThat(report.changed()).isEmpty();
            assertThat(report.verified()).isFalse();
            assertThat(report.after()).isEqualTo(report.before());
            assertThat(report.requests()).isEqualTo(1);
        }

        @Test
        void theListenerHearsTheReadingOnly() {
            assertThat(listener.heard())
                    .containsExactly(
                            "started reading servers: 2", "advanced reading servers: 2", "finished reading servers");
        }

        @Test
        void aLockedLabIsNoHindrance() {
            lab.lock().giveTo(new Holder("jenkins, process 4711", "ci-3", Instant.EPOCH, "burn-in"));

            assertThat(engine.dryRun(goal(Phase.ONE), RestoreOptions.DEFAULT).dryRun())
                    .isTrue();
        }
    }

    @Test
    void closingClosesTheLab() {
        engine.close();

        assertThat(lab.diary()).containsExactly("close");
    }
}
