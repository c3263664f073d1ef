package io.github.pocstate.junit;

import static io.github.pocstate.junit.SpecimenLab.failures;
import static io.github.pocstate.junit.SpecimenLab.lab;
import static io.github.pocstate.junit.SpecimenLab.requireAll;
import static io.github.pocstate.junit.SpecimenLab.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.snapshot.ForeignChange;
import io.github.pocstate.testkit.FakeSnapshotStore;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.opentest4j.AssertionFailedError;

class ReadOnlyPhaseTest {

    @RegisterExtension
    final SpecimenLab specimens = new SpecimenLab();

    @Test
    void testsShareOneStateThatIsHeldForTheClass() {
        run(Reading.class).allEvents().assertStatistics(events -> events.failed(0));

        assertThat(lab.diary())
                .filteredOn(line -> line.startsWith("reserve"))
                .containsExactly("reserve for tests of Reading");
        assertThat(lab.diary()).filteredOn("admit"::equals).hasSize(1);
    }

    @Test
    void aTestThatWritesFailsTheClass() {
        EngineExecutionResults results = run(Writing.class);

        results.testEvents().assertStatistics(events -> events.succeeded(1));
        assertThat(failures(results))
                .singleElement()
                .isInstanceOf(AssertionFailedError.class)
                .extracting(Throwable::getMessage)
                .asString()
                .isEqualTo("""
                        One of the tests of Writing changed the lab, and they are to read only: devices srv-01: expected failed, found active.
                          where: FakeLab of 2 servers
                          do:    find the test that writes, and make it @InPhase in a class of its own""");
    }

    @Test
    void aNestedTestThatWritesFailsItsClassFirst() {
        assertThat(failures(run(WithNested.class)))
                .extracting(failure -> failure.getMessage().lines().findFirst().orElseThrow())
                .contains("One of the tests of Inner changed the lab, and they are to read only: devices srv-01:"
                        + " expected failed, found active.");
    }

    @Nested
    class WithADatabase {

        private final ForeignChange site = new ForeignChange("dcim_site", 1, List.of("[dc-north]: name changed"));

        @Test
        void readingIsComparedWithTheSnapshotOfThePhase() {
            FakeSnapshotStore snapshots = SpecimenLab.withDatabase();

            run(Reading.class).allEvents().assertStatistics(events -> events.failed(0));

            assertThat(snapshots.diary())
                    .filteredOn(line -> line.startsWith("compare phase-2-"))
                    .hasSize(2);
        }

        @Test
        void aChangeThatNoPhaseMakesIsFound() {
            FakeSnapshotStore snapshots = SpecimenLab.withDatabase();
            Renaming.renames = () -> snapshots.foreign(site);

            assertThat(failures(run(Renaming.class)))
                    .singleElement()
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("to read only: dcim_site: 1 row, first [dc-north]: name changed.");
        }

        @Test
        void aChangeThatWasThereBeforeIsNotBlamedOnTheTests() {
            SpecimenLab.withDatabase().foreign(site);

            run(Reading.class).allEvents().assertStatistics(events -> events.failed(0));
        }

        @Test
        void aChangeThatATestTookBackIsFoundToo() {
            FakeSnapshotStore snapshots = SpecimenLab.withDatabase();
            snapshots.foreign(site);
            Renaming.renames = snapshots::foreign;

            assertThat(failures(run(Renaming.class)))
                    .singleElement()
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("to read only: no longer dcim_site: 1 row");
        }
    }

    @Test
    void aMethodHasNoPhaseOfItsOwn() {
        assertThat(failures(run(WithAPhaseOnAMethod.class)))
                .singleElement()
                .isInstanceOf(ConfigurationException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("The tests of a @ReadOnlyPhase class share one state, none has a phase of its own.")
                .contains("WithAPhaseOnAMethod.writes()");
    }

    @Test
    void aClassIsReadOnlyOrNot() {
        assertThat(failures(run(Both.class)))
                .singleElement()
                .isInstanceOf(ConfigurationException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("A class is @InPhase or @ReadOnlyPhase, not both.");
    }

    // specimens

    @OnLab(SpecimenLab.Source.class)
    @ReadOnlyPhase(2)
    static class Reading {
        @Test
        void one() {
            requireAll("failed");
        }

        @Test
        void two() {
            requireAll("failed");
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @ReadOnlyPhase(2)
    static class Writing {
        @Test
        void writes() {
            lab.status("srv-01", "active");
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @ReadOnlyPhase(2)
    static class WithNested {
        @Nested
        class Inner {
            @Test
            void writes() {
                lab.status("srv-01", "active");
            }
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @ReadOnlyPhase(2)
    static class Renaming {
        private static Runnable renames;

        @Test
        void renames() {
            renames.run();
        }
    }

    @OnLab(SpecimenLab.Source.class)
    @ReadOnlyPhase(2)
    static class WithAPhaseOnAMethod {
        @Test
        @InPhase(1)
        void writes() {}
    }

    @OnLab(SpecimenLab.Source.class)
    @ReadOnlyPhase(2)
    @InPhase(2)
    static class Both {
        @Test
        void never() {}
    }
}
