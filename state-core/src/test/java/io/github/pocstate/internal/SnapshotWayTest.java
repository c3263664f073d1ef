package io.github.pocstate.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Fault;
import io.github.pocstate.ForeignChanges;
import io.github.pocstate.ForeignChangesException;
import io.github.pocstate.Phase;
import io.github.pocstate.Problem;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.Strategy;
import io.github.pocstate.plan.Step;
import io.github.pocstate.snapshot.ForeignChange;
import io.github.pocstate.snapshot.SnapshotReport.Way;
import io.github.pocstate.testkit.FakeLab;
import io.github.pocstate.testkit.FakeSnapshotStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SnapshotWayTest {

    private static final ForeignChange NEW_SITE = new ForeignChange("dcim_site", 1, List.of("[dc-new] added since"));

    private final FakeLab lab = new FakeLab(2);
    private final FakeSnapshotStore store = new FakeSnapshotStore(lab);
    private final Engine engine = new Engine(lab, List.of(), Optional.of(store), true);

    @Nested
    class WithoutASnapshot {

        @Test
        void thePhaseIsReachedOverTheApiAndKept() {
            RestoreReport report = restore(Phase.ONE);

            assertThat(report.route().transitions()).containsExactly("fake-api");
            assertThat(report.route().reason()).endsWith("; no snapshot: there is no snapshot of this phase");
            assertThat(report.snapshot()).isEmpty();
            assertThat(report.kept().map(kept -> kept.id().label())).contains("phase-1");
            assertThat(store.diary()).containsExactly("save phase-1");
        }

        @Test
        void nothingIsKeptWhenTheSettingsSaySo() {
            Engine forgetful = new Engine(lab, List.of(), Optional.of(store), false);

            RestoreReport report = forgetful.restore(RestoreOptions.DEFAULT.goal(Phase.ONE), RestoreOptions.DEFAULT);

            assertThat(report.kept()).isEmpty();
            assertThat(store.diary()).isEmpty();
        }

        @Test
        void aRestoreThatCannotBeKeptIsDoneAllTheSame() {
            store.breakWith(new SnapshotException(Fault.LAB, new Problem("The disk is full.", "here", "make room")));

            RestoreReport report = restore(Phase.ONE);

            assertThat(report.verified()).isTrue();
            assertThat(report.kept()).isEmpty();
        }

        @Test
        void theSnapshotStrategyIsRefused() {
            assertThatThrownBy(() -> restore(Phase.ONE, RestoreOptions.builder().strategy(Strategy.SNAPSHOT)))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessage("""
                            There is no way by snapshot: there is no snapshot of this phase.
                              where: FakeLab of 2 servers
                              do:    take another strategy, or save the phase as a snapshot when the lab is in it""");
            assertThat(lab.writes()).isZero();
        }
    }

    @Nested
    class WithASnapshotOfThePhase {

        WithASnapshotOfThePhase() {
            restore(Phase.ONE);
            lab.in(Phase.TWO);
        }

        @Test
        void theLabIsNotReadOverTheApi() {
            int observations = lab.observations();
            int writes = lab.writes();

            RestoreReport report = restore(Phase.ONE);

            assertThat(lab.observations()).isEqualTo(observations);
            assertThat(lab.writes()).isEqualTo(writes);
            assertThat(report.verified()).isTrue();
            assertThat(report.route().toString()).isEqualTo("snapshot phase-1-20260131T120001Z");
            assertThat(report.route().reason()).isEqualTo("in place: 2 rows differ, no session is ended");
            assertThat(report.changed()).isEqualTo(Map.of("rows", 2));
            assertThat(report.before().statuses()).isEqualTo(Map.of("failed", 2));
            assertThat(report.after().statuses()).isEqualTo(Map.of("planned", 2));
            assertThat(report.kept()).isEqualTo(report.snapshot().map(done -> done.snapshot()));
        }

        @Test
        void theSecondTimeTheLabIsThere() {
            restore(Phase.ONE);

            RestoreReport report = restore(Phase.ONE);

            assertThat(report.route().transitions()).isEmpty();
            assertThat(report.route().reason())
                    .isEqualTo("the lab is there already, equal to snapshot phase-1-20260131T120001Z");
            assertThat(report.snapshot().map(done -> done.way())).contains(Way.ALREADY_THERE);
            assertThat(report.steps()).isEmpty();
        }

        @Test
        void aDryRunTellsTheRowsOfEachTable() {
            RestoreReport report = restore(Phase.ONE, RestoreOptions.builder().dryRun(true));

            assertThat(store.diary()).last().isEqualTo("compare phase-1-20260131T120001Z");
            assertThat(report.plan().size()).isEqualTo(2);
            assertThat(report.plan().steps())
                    .flatExtracting(Step::changes)
                    .extracting(change -> change.subject() + ": " + change.found() + " -> " + change.wanted())
                    .containsExactly("servers: 2 rows differ -> 0 inserted, 2 updated, 0 deleted");
            assertThat(report.steps()).isEmpty();
            assertThat(report.verified()).isFalse();
            assertThat(report.after()).isEqualTo(report.before());
        }

        @Test
        void aScopeGoesOverTheApiAndIsNotKept() {
            RestoreReport report = restore(Phase.ONE, RestoreOptions.builder().limit(1));

            assertThat(report.route().transitions()).containsExactly("fake-api");
            assertThat(report.route().reason()).endsWith("; no snapshot: a snapshot is the whole lab");
            assertThat(report.kept()).isEmpty();
        }

        @Test
        void theApiStrategyAsksNoSnapshot() {
            int asked = store.diary().size();

            RestoreReport report = restore(Phase.ONE, RestoreOptions.builder().strategy(Strategy.API));

            assertThat(report.route().transitions()).containsExactly("fake-api");
            assertThat(store.diary()).hasSize(asked + 1).last().isEqualTo("save phase-1");
        }

        @Test
        void aSnapshotThatHoldsThePhaseNoMoreIsNotTaken() {
            lab.teach(Phase.ONE, "staged", "assigned");

            assertThat(restore(Phase.ONE).route().reason())
                    .endsWith("; no snapshot: phase-1-20260131T120001Z: the rules changed");
        }

        @Test
        void aSnapshotThatCannotBePutBackIsNoObstacle() {
            store.breakWith(new SnapshotException(Fault.LAB, new Problem("A lock is held.", "here", "wait")));

            RestoreReport report = restore(Phase.ONE);

            assertThat(report.verified()).isTrue();
            assertThat(report.route().reason()).endsWith("; no snapshot: A lock is held.");
        }

        @Test
        void theStateBeforeIsKeptOnDemand() {
            restore(Phase.ONE, RestoreOptions.builder().undo(true));

            assertThat(store.diary()).last().isEqualTo("restore phase-1-20260131T120001Z KEEP with undo");
        }
    }

    @Nested
    class WithForeignChanges {

        WithForeignChanges() {
            restore(Phase.ONE);
            lab.in(Phase.TWO);
            store.foreign(NEW_SITE);
        }

        @Test
        void theyAreKeptAndListedAndTheWayIsTheApi() {
            RestoreReport report = restore(Phase.ONE);

            assertThat(report.route().transitions()).containsExactly("fake-api");
            assertThat(report.foreign()).containsExactly(NEW_SITE);
        }

        @Test
        void theyGoWhenTheCallerSaysSo() {
            RestoreReport report = restore(Phase.ONE, RestoreOptions.builder().foreign(ForeignChanges.DISCARD));

            assertThat(report.foreign()).isEmpty();
            assertThat(report.snapshot().map(done -> done.foreign())).contains(List.of(NEW_SITE));
        }

        @Test
        void theSnapshotStrategyIsRefusedWithTheList() {
            assertThatThrownBy(() -> restore(Phase.ONE, RestoreOptions.builder().strategy(Strategy.SNAPSHOT)))
                    .isInstanceOf(ForeignChangesException.class)
                    .hasMessage("""
                            Changes that no phase makes would be lost: dcim_site: 1 row, first [dc-new] added since.
                              where: FakeLab of 2 servers
                              do:    restore over the API, which keeps them, or state ForeignChanges.DISCARD (--discard-foreign)""");
        }

        @Test
        void aDryRunTellsTheWayOverTheApi() {
            RestoreReport report = restore(Phase.ONE, RestoreOptions.builder().dryRun(true));

            assertThat(report.route().transitions()).containsExactly("fake-api");
            assertThat(report.foreign()).containsExactly(NEW_SITE);
        }
    }

    @Test
    void withoutADatabaseTheMessageSaysWhatToSetAndToAdd() {
        Engine without = new Engine(lab, List.of(), Optional.empty(), true);

        assertThatThrownBy(without::snapshots)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("set NETBOX_DB_URL")
                .hasMessageContaining("io.github.pocstate:state-snapshot");
    }

    @Test
    void theUsersVerbsHoldTheLockWhenTheyWrite() {
        engine.snapshots().save("mine");

        assertThat(lab.diary()).containsExactly("lock", "unlock");
        assertThat(engine.snapshots().list()).hasSize(1);
        assertThat(lab.diary()).hasSize(2);
    }

    @Test
    void closingClosesTheSnapshotsBeforeTheLab() {
        engine.close();

        assertThat(store.diary()).containsExactly("close");
        assertThat(lab.diary()).containsExactly("close");
    }

    private RestoreReport restore(Phase phase) {
        return restore(phase, RestoreOptions.builder());
    }

    private RestoreReport restore(Phase phase, RestoreOptions.Builder builder) {
        RestoreOptions options = builder.build();
        return options.dryRun()
                ? engine.dryRun(options.goal(phase), options)
                : engine.restore(options.goal(phase), options);
    }
}
