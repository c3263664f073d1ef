package io.github.pocstate.junit;

import static io.github.pocstate.junit.SpecimenLab.failures;
import static io.github.pocstate.junit.SpecimenLab.lab;
import static io.github.pocstate.junit.SpecimenLab.requireAll;
import static io.github.pocstate.junit.SpecimenLab.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.ForeignChanges;
import io.github.pocstate.Goal;
import io.github.pocstate.LockStatus.Holder;
import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.Scope;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.snapshot.ForeignChange;
import io.github.pocstate.testkit.FakeSnapshotStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

class PocStateExtensionTest {

    @RegisterExtension
    final SpecimenLab specimens = new SpecimenLab();

    @Test
    void aStaticFieldSaysPhaseAndLabInCode() {
        run(InCode.class).testEvents().assertStatistics(events -> events.succeeded(3));
    }

    @Test
    void aMethodMayHaveAPhaseOfItsOwnOnTheSameLab() {
        run(WithAnOverride.class).testEvents().assertStatistics(events -> events.succeeded(2));

        assertThat(lab.diary()).filteredOn(line -> line.startsWith("reserve")).hasSize(2);
    }

    @Test
    void anInstanceFieldWorksForEachTest() {
        run(InAnInstanceField.class).testEvents().assertStatistics(events -> events.succeeded(1));
    }

    @Test
    void anInstanceFieldCannotResetOnceForTheClass() {
        assertThat(failures(run(ForTheClassInAnInstanceField.class)))
                .singleElement()
                .isInstanceOf(ConfigurationException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .isEqualTo("""
                        A lab cannot be reset once for the class when the class does not say so.
                          where: test ForTheClassInAnInstanceField.never
                          do:    put @InPhase(reset = Reset.CLASS) on the class, or make the field with the extension static""");
    }

    @Test
    void aFieldAndAnAnnotationOfTheClassAreOneTooMany() {
        assertThat(failures(run(TwoExtensions.class)))
                .singleElement()
                .isInstanceOf(ConfigurationException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("Two extensions would bring the lab into a phase.");
    }

    @Test
    void theExtensionAloneSaysNothing() {
        assertThat(failures(run(WithoutAPhase.class)))
                .singleElement()
                .isInstanceOf(ConfigurationException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("The tests do not say in which phase they start.");
    }

    @Test
    void readOnlyTestsAreCheckedAndHaveNoPhaseOfTheirOwn() {
        assertThat(failures(run(ReadOnly.class)))
                .extracting(failure -> failure.getMessage().lines().findFirst().orElseThrow())
                .containsExactly(
                        "The tests of a @ReadOnlyPhase class share one state, none has a phase of its own.",
                        "One of the tests of ReadOnly changed the lab, and they are to read only: devices srv-01:"
                                + " expected failed, found active.");
    }

    @Test
    void foreignChangesGoIfTheTestSaysSo() {
        FakeSnapshotStore snapshots = SpecimenLab.withDatabase();
        lab.in(Phase.TWO);
        snapshots.keep(new Goal(Phase.TWO, Scope.ALL, false));
        snapshots.foreign(new ForeignChange("dcim_site", 1, List.of()));

        run(Discarding.class).testEvents().assertStatistics(events -> events.succeeded(1));

        assertThat(snapshots.diary()).anyMatch(line -> line.matches("restore phase-2-.* DISCARD"));
    }

    @Test
    void patienceOfTheTestCounts() {
        lab.lock().giveTo(new Holder("jenkins, process 4711", "ci-3", Instant.EPOCH, "burn-in"));

        assertThat(failures(run(Impatient.class))).singleElement().isInstanceOf(UnfitLabException.class);
    }

    @Test
    void withoutAPhaseThereIsNoExtension() {
        assertThatThrownBy(() -> PocStateExtension.builder().build())
                .isInstanceOf(NullPointerException.class)
                .hasMessage("phase");
    }

    private static PocStateExtension.Builder inPhase(Phase phase) {
        return PocStateExtension.builder().lab(() -> SpecimenLab.CONFIG).phase(phase);
    }

    // specimens

    static class InCode {
        @RegisterExtension
        static final PocStateExtension LAB = inPhase(Phase.TWO).build();

        @RepeatedTest(3)
        void startsInPhaseTwo(PocSession session) {
            requireAll("failed");
            session.restore(Phase.ZERO);
        }
    }

    static class WithAnOverride {
        @RegisterExtension
        static final PocStateExtension LAB = inPhase(Phase.TWO).build();

        @Test
        void asTheField() {
            requireAll("failed");
        }

        @Test
        @InPhase(1)
        void asTheMethod(PocSession session) {
            requireAll("planned");
            assertThat(session).isNotNull();
        }
    }

    static class InAnInstanceField {
        @RegisterExtension
        final PocStateExtension lab = inPhase(Phase.TWO).build();

        @Test
        void startsInPhaseTwo() {
            requireAll("failed");
        }
    }

    static class ForTheClassInAnInstanceField {
        @RegisterExtension
        final PocStateExtension lab = inPhase(Phase.TWO).reset(Reset.CLASS).build();

        @Test
        void never() {}
    }

    @OnLab(SpecimenLab.Source.class)
    @InPhase(1)
    static class TwoExtensions {
        @RegisterExtension
        static final PocStateExtension LAB = inPhase(Phase.TWO).build();

        @Test
        void never() {}
    }

    @ExtendWith(PocStateExtension.class)
    static class WithoutAPhase {
        @Test
        void never() {}
    }

    static class ReadOnly {
        @RegisterExtension
        static final PocStateExtension LAB = inPhase(Phase.TWO).readOnly().build();

        @Test
        void writes() {
            lab.status("srv-01", "active");
        }

        @Test
        @InPhase(1)
        void never() {}
    }

    static class Discarding {
        @RegisterExtension
        static final PocStateExtension LAB =
                inPhase(Phase.TWO).foreign(ForeignChanges.DISCARD).build();

        @Test
        void discards() {}
    }

    static class Impatient {
        @RegisterExtension
        static final PocStateExtension LAB =
                inPhase(Phase.TWO).patience(Duration.ZERO).build();

        @Test
        void never() {}
    }
}
