package io.github.pocstate.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.pocstate.Fault;
import io.github.pocstate.Phase;
import io.github.pocstate.RestoreException;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.VerificationException;
import io.github.pocstate.plan.StepReport;
import io.github.pocstate.testkit.FakeLab;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LostAnswerTest extends EngineFixture {

    LostAnswerTest() {
        super(5);
    }

    @Nested
    class WhenAnAnswerIsLost {

        @Test
        void theLabIsReadAgainAndTheRestFinishedInTheSameCall() {
            lab.breakStep("status failed", 2, FakeLab.ONCE, FakeLab::silence);

            RestoreReport report = restore(Phase.TWO);

            assertThat(report.verified()).isTrue();
            assertThat(lab.writes()).as("nothing is written twice").isEqualTo(10);
            assertThat(lab.observations()).isEqualTo(3);
            assertThat(lab.admissions()).isEqualTo(1);
        }

        @Test
        void nothingOfTheSamePassFollowsTheLostStep() {
            lab.breakStep("status failed", 1, FakeLab.ONCE, FakeLab::silence);

            restore(Phase.TWO);

            assertThat(lab.diary())
                    .startsWith(
                            "lock", "observe", "admit", "write srv-01 [devices]", "observe", "write srv-02 [devices]");
        }

        @Test
        void whatWasWrittenAllTheSameIsSeenByTheNextReading() {
            lab.breakStep("address assigned", 5, FakeLab.ONCE, FakeLab::silence);

            RestoreReport report = restore(Phase.TWO);

            assertThat(report.verified()).isTrue();
            assertThat(lab.stepsRun()).as("no step is repeated").isEqualTo(2);
            assertThat(lab.writes()).isEqualTo(10);
        }

        @Test
        void beforeAnythingWasWrittenTheNextPassTriesAgain() {
            lab.breakStep("status failed", 0, FakeLab.ONCE, FakeLab::silence);

            RestoreReport report = restore(Phase.TWO);

            assertThat(report.verified()).isTrue();
            assertThat(lab.diary()).startsWith("lock", "observe", "admit", "observe", "write srv-01 [devices]");
            assertThat(lab.writes()).isEqualTo(10);
            assertThat(lab.observations()).isEqualTo(3);
            assertThat(lab.admissions()).isEqualTo(1);
        }

        @Test
        void twiceBeforeAnythingWasWrittenIsForgivenToo() {
            lab.breakStep("status failed", 0, 2, FakeLab::silence);

            assertThat(restore(Phase.TWO).verified()).isTrue();
            assertThat(lab.observations()).isEqualTo(4);
        }

        @Test
        void theReportCountsWhatTheLostStepWroteAndWhatTheNextPassAdded() {
            lab.breakStep("status failed", 2, FakeLab.ONCE, FakeLab::silence);

            RestoreReport report = restore(Phase.TWO);

            assertThat(report.steps())
                    .extracting(StepReport::name, StepReport::kind, StepReport::count)
                    .containsExactly(
                            tuple("status failed", "devices", 2),
                            tuple("status failed", "devices", 3),
                            tuple("address assigned", "addresses", 5));
            assertThat(report.changed()).containsExactly(Map.entry("addresses", 5), Map.entry("devices", 5));
        }

        @Test
        void anAnsweredPassAfterItMustImproveSomething() {
            lab.breakStep("status failed", 0, FakeLab.ONCE, FakeLab::silence).writingPerStep(0);

            assertThatThrownBy(() -> restore(Phase.TWO))
                    .isInstanceOf(VerificationException.class)
                    .hasMessageStartingWith("Phase TWO was not reached: 10 objects differ.");
            assertThat(lab.observations()).isEqualTo(3);
            assertThat(lab.stepsRun()).isEqualTo(3);
        }

        @Test
        void twiceIsForgivenToo() {
            lab.breakStep("status failed", 2, 2, FakeLab::silence);

            assertThat(restore(Phase.TWO).verified()).isTrue();
            assertThat(lab.observations()).isEqualTo(4);
        }

        @Test
        void theListenerHearsTheLostStageEnd() {
            lab.breakStep("status failed", 1, FakeLab.ONCE, FakeLab::silence);

            restore(Phase.TWO);

            assertThat(listener.open()).isEmpty();
            assertThat(listener.heard())
                    .filteredOn(line -> line.contains("status failed") && !line.startsWith("advanced"))
                    .containsExactly(
                            "started status failed: 5",
                            "finished status failed",
                            "started status failed: 4",
                            "finished status failed");
        }
    }

    @Nested
    class WhenAnAnswerIsLostThreeTimes {

        private final RestoreException stopped;

        WhenAnAnswerIsLostThreeTimes() {
            lab.breakStep("address assigned", 1, FakeLab.ALWAYS, FakeLab::silence);
            stopped = catchThrowableOfType(RestoreException.class, () -> restore(Phase.TWO));
        }

        @Test
        void theMessageNamesTheStepAndTheReason() {
            assertThat(stopped).hasMessage("""
                            Phase TWO was not reached: step [address assigned] stopped. The lab gave no answer in 1 s.
                              where: FakeLab
                              do:    wait a minute; then restore again, it finishes the job""");
        }

        @Test
        void theCauseSaysWhoMustAct() {
            assertThat(stopped.fault()).isEqualTo(Fault.REMOTE);
            assertThat(stopped).hasCauseInstanceOf(UnreachableException.class);
        }

        @Test
        void theReportHoldsWhatWasDoneUntilThen() {
            RestoreReport report = stopped.report();

            assertThat(report.steps())
                    .extracting(StepReport::name, StepReport::count)
                    .containsExactly(
                            tuple("status failed", 5),
                            tuple("address assigned", 1),
                            tuple("address assigned", 1),
                            tuple("address assigned", 1));
            assertThat(report.changed()).containsExactly(Map.entry("addresses", 3), Map.entry("devices", 5));
            assertThat(report.verified()).isFalse();
            assertThat(report.dryRun()).isFalse();
        }

        @Test
        void thereIsNoFourthPass() {
            assertThat(lab.observations()).isEqualTo(3);
            assertThat(lab.stepsRun()).isEqualTo(4);
        }

        @Test
        void theLockIsFreedAndEveryStageEnds() {
            assertThat(lab.diary()).endsWith("unlock");
            assertThat(lab.lock().holder()).isEmpty();
            assertThat(listener.open()).isEmpty();
        }

        @Test
        void theNextRestoreFinishesTheJob() {
            lab.breakStep("address assigned", 0, 0, FakeLab::silence);

            RestoreReport report = restore(Phase.TWO);

            assertThat(report.verified()).isTrue();
            assertThat(report.changed()).containsExactly(Map.entry("addresses", 2));
        }
    }

    @Nested
    class WhenAStepIsNeverAnswered {

        private final RestoreException stopped;

        WhenAStepIsNeverAnswered() {
            lab.breakStep("status failed", 0, FakeLab.ALWAYS, FakeLab::silence);
            stopped = catchThrowableOfType(RestoreException.class, () -> restore(Phase.TWO));
        }

        @Test
        void theRemoteSideIsToBlameNotTheLab() {
            assertThat(stopped).hasCauseInstanceOf(UnreachableException.class).hasMessage("""
                            Phase TWO was not reached: step [status failed] stopped. The lab gave no answer in 1 s.
                              where: FakeLab
                              do:    wait a minute; then restore again, it finishes the job""");
            assertThat(stopped.fault()).isEqualTo(Fault.REMOTE);
        }

        @Test
        void itIsTriedThreeTimesAlthoughNothingImproves() {
            assertThat(lab.stepsRun()).isEqualTo(3);
            assertThat(lab.observations()).isEqualTo(3);
            assertThat(lab.writes()).isZero();
        }

        @Test
        void theReportHoldsThreeStepsThatWroteNothing() {
            assertThat(stopped.report().steps())
                    .extracting(StepReport::name, StepReport::count)
                    .containsExactly(tuple("status failed", 0), tuple("status failed", 0), tuple("status failed", 0));
            assertThat(stopped.report().changed()).isEmpty();
            assertThat(stopped.report().verified()).isFalse();
        }

        @Test
        void theLockIsFreedAndEveryStageEnds() {
            assertThat(lab.diary()).containsExactly("lock", "observe", "admit", "observe", "observe", "unlock");
            assertThat(listener.open()).isEmpty();
        }
    }

    @Nested
    class WhenTheLabCannotBeReadBack {

        private final RestoreException stopped;

        WhenTheLabCannotBeReadBack() {
            lab.breakStep("address assigned", 5, FakeLab.ONCE, () -> {
                lab.breakObservation(FakeLab.silence());
                return FakeLab.silence();
            });
            stopped = catchThrowableOfType(RestoreException.class, () -> restore(Phase.TWO));
        }

        @Test
        void noSuccessIsReported() {
            assertThat(stopped).hasCauseInstanceOf(UnreachableException.class).hasMessage("""
                            Phase TWO was not reached: reading the lab again stopped. The lab gave no answer in 1 s.
                              where: FakeLab
                              do:    wait a minute; then restore again, it finishes the job""");
            assertThat(stopped.fault()).isEqualTo(Fault.REMOTE);
        }

        @Test
        void theReportHoldsWhatWasDoneAndIsNotVerified() {
            assertThat(stopped.report().changed()).containsExactly(Map.entry("addresses", 5), Map.entry("devices", 5));
            assertThat(stopped.report().verified()).isFalse();
        }

        @Test
        void theLockIsFreedAndEveryStageEnds() {
            assertThat(lab.diary()).endsWith("observe", "unlock");
            assertThat(listener.open()).isEmpty();
        }
    }
}
