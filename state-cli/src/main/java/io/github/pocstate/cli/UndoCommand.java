package io.github.pocstate.cli;

import io.github.pocstate.PocSession;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code poc-state undo}. */
@Command(
        name = "undo",
        description = "Put back what the last `snapshot restore` replaced; a second time undoes the first. Asks first.")
final class UndoCommand extends SnapshotVerb {

    @Mixin
    private final Consent consent = new Consent();

    @Override
    int run(PocSession session, PrintWriter out) {
        if (!consent.isGiven("Put the lab back as it was before the last restore of a snapshot?")) {
            out.println("Nothing was changed.");
            return ExitCode.SOFTWARE;
        }
        SnapshotView.restored(out, json(), session.snapshots().undo());
        return ExitCode.OK;
    }
}
