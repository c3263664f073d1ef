package io.github.pocstate.cli;

import io.github.pocstate.ForeignChanges;
import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.snapshot.Snapshot;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.SnapshotReport;
import io.github.pocstate.snapshot.SnapshotReport.Way;
import io.github.pocstate.snapshot.Snapshots;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code poc-state snapshot restore 2}. */
@Command(
        name = "restore",
        description = "Put a snapshot back, whatever differs; the state before is kept for `undo`. Asks first.")
final class SnapshotRestoreCommand extends SnapshotVerb {

    @Parameters(
            arity = "0..1",
            paramLabel = "PHASE",
            converter = PhaseConverter.class,
            description = "Its newest snapshot: 0, 1, 2 or a name.")
    private @Nullable Phase phase;

    @Option(names = "--id", paramLabel = "TIMESTAMP", description = "A certain snapshot: its id, or the time in it.")
    private @Nullable String id;

    @Mixin
    private final Consent consent = new Consent();

    @Override
    int run(PocSession session, PrintWriter out) {
        Snapshots snapshots = session.snapshots();
        SnapshotId wanted = wanted(snapshots);
        SnapshotReport found = snapshots.compare(wanted);
        if (found.way() == Way.ALREADY_THERE) {
            SnapshotView.restored(out, json(), found);
            return ExitCode.OK;
        }
        if (!json()) {
            SnapshotView.differences(out, found);
        }
        if (!consent.isGiven("Put " + wanted + " back over all that differs?")) {
            out.println("Nothing was changed.");
            return ExitCode.SOFTWARE;
        }
        SnapshotView.restored(out, json(), snapshots.restore(wanted, ForeignChanges.DISCARD));
        return ExitCode.OK;
    }

    private SnapshotId wanted(Snapshots snapshots) {
        if (id != null) {
            return id(id, phase);
        }
        Phase named = phase;
        if (named == null) {
            throw wrongUsage("Which snapshot? Name a phase, or one of the list with --id.");
        }
        return snapshots
                .latest(named)
                .map(Snapshot::id)
                .orElseThrow(() -> wrongUsage("There is no snapshot of phase " + named.name() + "."));
    }
}
