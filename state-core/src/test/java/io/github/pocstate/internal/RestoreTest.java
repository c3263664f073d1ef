package io.github.pocstate.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.pocstate.Fault;
import io.github.pocstate.Goal;
import io.github.pocstate.Phase;
import io.github.pocstate.Problem;
import io.github.pocstate.RejectedException;
import io.github.pocstate.RestoreException;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.Transition;
import io.github.pocstate.VerificationException;
import io.github.pocstate.plan.Change;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.plan.Quote;
import io.github.pocstate.plan.Rejection;
import io.github.pocstate.plan.Step;
import io.github.pocstate.plan.StepReport;
import io.github.pocstate.spi.Reading;
import io.github.pocstate.testkit.FakeLab;
import io.github.pocstate.testkit.FakeTransition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RestoreTest extends EngineFixture {

    RestoreTest() {
        super(5);
    }

    @Nested
    class WhenTheLabRefusesAStepAsAWhole {

        private final RejectedException refusal =
                new RejectedException(new Problem("NetBox says no.", "http://127.0.0.1:8000", "give the token rights"));
        private final RestoreException stopped;

        WhenTheLabRefusesAStepAsAWhole() {
            lab.breakStep("address assigned", 0, FakeLab.ALWAYS, () -> refusal);
            stopped = catchThrowableOfType(RestoreException.class, () -> restore(Phase.TWO));
        }

        @Test
        void itStopsAtOnceNamesTheStepAndReadsWhatHoldsNow() {
            assertThat(stopped).hasCause(refusal).hasMessage("""
                            Phase TWO was not reached: step [address assigned] stopped. NetBox says no.
                              where: http://127.0.0.1:8000
                              do:    give the token rights; then restore again, it finishes the job""");
            assertThat(stopped.fault()).isEqualTo(Fault.REMOTE);
            assertThat(lab.observations()).isEqualTo(2);
            assertThat(stopped.report().after().statuses()).containsExactly(Map.entry("failed", 5));
            assertThat(stopped.report().verification().deviations()).hasSize(5);
        }

        @Test
        void theReportHoldsTheStepsBeforeItAndThatItWroteNothing() {
            assertThat(stopped.report().steps())
                    .extracting(StepReport::name, StepReport::count)
                    .containsExactly(tuple("status failed", 5), tuple("address assigned", 0));
            assertThat(stopped.report().changed()).containsExactly(Map.entry("devices", 5));
            assertThat(stopped.report().rejections()).isEmpty();
        }

        @Test
        void whatItWroteBeforeItStoppedIsInTheReport() {
            lab.breakStep("address assigned", 3, FakeLab.ONCE, () -> refusal);

            RestoreException midway = catchThrowableOfType(RestoreException.class, () -> restore(Phase.TWO));

            assertThat(midway.report().steps())
                    .extracting(StepReport::name, StepReport::kind, StepReport::count)
                    .containsExactly(tuple("address assigned", "addresses", 3));
            assertThat(midway.report().changed()).containsExactly(Map.entry("addresses", 3));
            assertThat(lab.content().values())
                    .filteredOn("failed, address assigned"::equals)
                    .hasSize(3);
        }

        @Test
        void theLockIsFreed() {
            assertThat(lab.diary()).endsWith("unlock");
        }
    }

    @Nested
    class WhenObjectsAreRejected {

        private final VerificationException failed;

        WhenObjectsAreRejected() {
            lab.reject("srv-02", FakeLab.DEVICES, "failed is no status here");
            lab.reject("srv-04", FakeLab.DEVICES, "the server is decommissioned");
            failed = catchThrowableOfType(VerificationException.class, () -> restore(Phase.TWO));
        }

        @Test
        void theMessageNamesTheFirstOneAndTheWordsOfTheLab() {
            assertThat(failed).hasMessage("""
                            Phase TWO was not reached: 2 objects differ.
                              where: FakeLab of 5 servers, first devices srv-02: expected failed, found offline, refused: srv-02: failed is no status here
                              do:    remove the cause of each refusal, then restore again""");
            assertThat(failed.fault()).isEqualTo(Fault.LAB);
        }

        @Test
        void theReportNamesEachRejectionOnce() {
            assertThat(failed.report().rejections())
                    .containsExactly(
                            new Rejection("devices", "srv-02", "failed is no status here"),
                            new Rejection("devices", "srv-04", "the server is decommissioned"));
            assertThat(failed.verification().deviations()).hasSize(2);
        }

        @Test
        void theOthersWentThrough() {
            assertThat(failed.report().changed()).containsExactly(Map.entry("addresses", 5), Map.entry("devices", 3));
            assertThat(lab.content())
                    .containsEntry("srv-01", "failed, address assigned")
                    .containsEntry("srv-02", "offline, address assigned")
                    .containsEntry("srv-05", "failed, address assigned");
        }

        @Test
        void theProgressCountsWhatWasWrittenOnly() {
            assertThat(listener.heard())
                    .startsWith(
                            "started reading servers: 5",
                            "advanced reading servers: 5",
                            "finished reading servers",
                            "started status failed: 5",
                            "advanced status failed: 1",
                            "advanced status failed: 1",
                            "advanced status failed: 1",
                            "finished status failed");
        }

        @Test
        void oneObjectThatDiffersIsSingular() {
            lab.acceptAll().reject("srv-04", FakeLab.DEVICES, "the server is decommissioned");

            assertThatThrownBy(() -> restore(Phase.TWO))
                    .isInstanceOf(VerificationException.class)
                    .hasMessage("""
                            Phase TWO was not reached: 1 object differs.
                              where: FakeLab of 5 servers, first devices srv-04: expected failed, found offline, refused: srv-04: the server is decommissioned
                              do:    remove the cause of each refusal, then restore again""");
        }

        @Test
        void onceMendedTheNextRestoreWritesTheRest() {
            lab.acceptAll();

            assertThat(restore(Phase.TWO).changed()).containsExactly(Map.entry("devices", 2));
        }

        @Test
        void theLockIsFreed() {
            assertThat(lab.diary()).endsWith("unlock");
        }
    }

    @Nested
    class WhenALegOnTheWayDoesNotArrive {

        private final VerificationException failed;

        WhenALegOnTheWayDoesNotArrive() {
            lab.withdraw(Phase.TWO);
            lab.offer(FakeTransition.of(lab, "inversion", Phase.TWO).from(Phase.ONE));
            lab.reject("srv-02", FakeLab.DEVICES, "planned is no status here");
            failed = catchThrowableOfType(VerificationException.class, () -> restore(Phase.TWO));
        }

        @Test
        void theMessageNamesThePhaseOfTheLeg() {
            assertThat(failed).hasMessage("""
                            Phase ONE was not reached: 1 object differs.
                              where: FakeLab of 5 servers, first devices srv-02: expected planned, found offline, refused: srv-02: planned is no status here
                              do:    remove the cause of each refusal, then restore again""");
        }

        @Test
        void theVerificationIsThatOfTheLeg() {
            assertThat(failed.verification().goal()).isEqualTo(goal(Phase.ONE));
            assertThat(failed.verification().deviations())
                    .extracting(Object::toString)
                    .containsExactly("devices srv-02: expected planned, found offline");
        }

        @Test
        void theReportIsThatOfTheWholeWay() {
            RestoreReport report = failed.report();

            assertThat(report.goal()).isEqualTo(goal(Phase.TWO));
            assertThat(report.route()).hasToString("fake-api -> inversion");
            assertThat(report.verification().goal()).isEqualTo(goal(Phase.TWO));
            assertThat(report.verification().deviations()).hasSize(5);
            assertThat(report.verified()).isFalse();
        }

        @Test
        void theNextLegIsNotBegun() {
            assertThat(lab.admissions()).isEqualTo(1);
            assertThat(failed.report().steps())
                    .extracting(StepReport::name, StepReport::count)
                    .containsExactly(
                            tuple("status planned", 4), tuple("address assigned", 5), tuple("status planned", 0));
        }
    }

    @Nested
    class WhenNothingImproves {

        @Test
        void itGivesUpAfterTheSecondReading() {
            lab.writingPerStep(0);

            assertThatThrownBy(() -> restore(Phase.TWO))
                    .isInstanceOf(VerificationException.class)
                    .hasMessage("""
                            Phase TWO was not reached: 10 objects differ.
                              where: FakeLab of 5 servers, first devices srv-01: expected failed, found offline
                              do:    restore again, it touches only what differs""");
            assertThat(lab.observations()).isEqualTo(2);
            assertThat(lab.stepsRun()).isEqualTo(2);
        }

        @Test
        void itGivesUpAfterThreePassesWhenItImprovesTooSlowly() {
            lab.writingPerStep(1);

            VerificationException failed = catchThrowableOfType(VerificationException.class, () -> restore(Phase.TWO));

            assertThat(failed.verification().deviations()).hasSize(4);
            assertThat(lab.observations()).isEqualTo(4);
            assertThat(lab.stepsRun()).isEqualTo(6);
        }
    }

    @Test
    void aPlanWithoutAStepIsNoProof() {
        FakeLab liar = new FakeLab(1).withdraw(Phase.TWO);
        liar.offer(new EmptyPlans());

        assertThatThrownBy(() -> new Engine(liar, List.of(), Optional.empty(), false)
                        .restore(
                                goal(Phase.TWO),
                                RestoreOptions.builder().listener(listener).build()))
                .isInstanceOf(VerificationException.class)
                .hasMessage("""
                        Phase TWO was not reached: 2 objects differ.
                          where: FakeLab of 1 servers, first devices srv-01: expected failed, found offline
                          do:    restore again, it touches only what differs""");
        assertThat(liar.admissions()).isZero();
    }

    @Test
    void whatAStepAnswersCountsMoreThanTheProgressItTold() {
        FakeLab lone = new FakeLab(1).withdraw(Phase.TWO);
        lone.offer(new Boasting(lone, List.of()));

        RestoreReport report = new Engine(lone, List.of(), Optional.empty(), false)
                .restore(
                        goal(Phase.TWO),
                        RestoreOptions.builder().listener(listener).build());

        assertThat(report.steps())
                .extracting(StepReport::name, StepReport::count)
                .containsExactly(tuple("all at once", 2));
        assertThat(listener.heard()).contains("advanced all at once: 7");
    }

    @Test
    void aRefusalStaysInTheReportWhenTheLabVerifiesAllTheSame() {
        FakeLab lone = new FakeLab(1).withdraw(Phase.TWO);
        Rejection refusal = new Rejection(FakeLab.DEVICES, "srv-01", "not twice");
        lone.offer(new Boasting(lone, List.of(refusal)));

        RestoreReport report = new Engine(lone, List.of(), Optional.empty(), false)
                .restore(
                        goal(Phase.TWO),
                        RestoreOptions.builder().listener(listener).build());

        assertThat(report.verified()).isTrue();
        assertThat(report.rejections()).containsExactly(refusal);
        assertThat(report.toString()).contains("Refused, 1 devices: not twice");
    }

    /** Claims that nothing is missing. */
    private static final class EmptyPlans implements Transition {

        @Override
        public String name() {
            return "nothing-to-do";
        }

        @Override
        public Phase target() {
            return Phase.TWO;
        }

        @Override
        public Optional<Phase> origin() {
            return Optional.empty();
        }

        @Override
        public Quote quote(Goal goal, Reading reading) {
            return Quote.of(Duration.ZERO, "nothing is missing");
        }

        @Override
        public Plan plan(Goal goal, Reading reading) {
            return new Plan(goal, name(), List.of(), List.of());
        }
    }

    /** Arrives in one step, writes two objects and tells of seven. */
    private record Boasting(FakeLab lab, List<Rejection> rejections) implements Transition, Step {

        @Override
        public String name() {
            return "all at once";
        }

        @Override
        public Phase target() {
            return Phase.TWO;
        }

        @Override
        public Optional<Phase> origin() {
            return Optional.empty();
        }

        @Override
        public Quote quote(Goal goal, Reading reading) {
            return Quote.of(Duration.ZERO, "it is one step");
        }

        @Override
        public Plan plan(Goal goal, Reading reading) {
            boolean there = lab.plan(goal, reading, name()).isEmpty();
            return new Plan(goal, name(), there ? List.of() : List.of(this), List.of());
        }

        @Override
        public String kind() {
            return FakeLab.DEVICES;
        }

        @Override
        public List<Change> changes() {
            return List.of(new Change("srv-01", "offline", "failed"));
        }

        @Override
        public Outcome apply(IntConsumer progress) {
            lab.in(Phase.TWO);
            progress.accept(7);
            return new Outcome(2, rejections);
        }
    }
}
