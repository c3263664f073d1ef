package io.github.pocstate.examples.embedding;

import io.github.pocstate.ForeignChanges;
import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.Strategy;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.snapshot.PrunePolicy;
import io.github.pocstate.snapshot.Snapshot;
import io.github.pocstate.snapshot.Snapshots;
import java.nio.file.Path;
import java.time.Duration;

/** The whole lab as a value. */
public final class SnapshotTour {

    private SnapshotTour() {}

    /**
     * The first restore of a phase makes it over the API and keeps it; the next one is a blink.
     *
     * @param config the settings, with a database
     */
    public static void blink(PocConfig config) {
        // tag::blink[]
        try (PocSession lab = PocSession.open(config)) {
            lab.restore(Phase.ONE); // over the API; kept as phase-1-<UTC time>
            lab.restore(Phase.TWO); // over the API; kept as phase-2-<UTC time>
            RestoreReport report = lab.restore(Phase.ONE); // the rows that differ, in one transaction
            System.out.println(report.route());
        }
        // end::blink[]
    }

    /**
     * Saves, puts back, undoes.
     *
     * @param lab an open lab
     */
    public static void verbs(PocSession lab) {
        // tag::verbs[]
        Snapshots snapshots = lab.snapshots();
        Snapshot before = snapshots.save("before-demo"); // any state, under a name
        snapshots.list().forEach(System.out::println);
        System.out.println(snapshots.compare(before.id())); // what a restore would write; writes nothing

        lab.restore(Phase.TWO); // the demo
        snapshots.restore(before.id(), ForeignChanges.DISCARD); // whatever differs; the state before is kept
        snapshots.undo(); // phase TWO again
        snapshots.prune(new PrunePolicy(2, Duration.ofDays(7), 10_000_000_000L));
        // end::verbs[]
    }

    /**
     * Choices of a restore.
     *
     * @param lab an open lab
     */
    public static void choices(PocSession lab) {
        // tag::choices[]
        RestoreOptions snapshotOrNothing = RestoreOptions.builder()
                .strategy(Strategy.SNAPSHOT) // refused, with the reason, when no snapshot fits
                .foreign(ForeignChanges.DISCARD) // changes that no phase makes may go, as after a test
                .undo(true) // keep the state before; takes some tenths of a second
                .build();
        lab.restore(Phase.TWO, snapshotOrNothing);
        // end::choices[]
    }

    /**
     * Takes a snapshot to another machine.
     *
     * @param here a lab with a snapshot of phase TWO
     * @param there a lab with the same version of NetBox
     * @param file a file that is not there yet
     */
    public static void travel(PocSession here, PocSession there, Path file) {
        // tag::travel[]
        Snapshot two = here.snapshots().latest(Phase.TWO).orElseThrow();
        here.snapshots().export(two.id(), file); // holds the database's secrets; readable by its owner only
        there.snapshots().importFrom(file);
        there.restore(Phase.TWO);
        // end::travel[]
    }
}
