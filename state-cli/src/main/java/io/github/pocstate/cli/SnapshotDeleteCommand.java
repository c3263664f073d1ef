package io.github.pocstate.cli;

import io.github.pocstate.PocSession;
import io.github.pocstate.snapshot.SnapshotId;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code poc-state snapshot delete phase-2-20260131T120000Z}. */
@Command(name = "delete", description = "Delete snapshots. Asks first.")
final class SnapshotDeleteCommand extends SnapshotVerb {

    @Parameters(arity = "1..*", paramLabel = "ID", description = "Their ids, as the list shows them.")
    private List<String> ids = List.of();

    @Mixin
    private final Consent consent = new Consent();

    @Override
    int run(PocSession session, PrintWriter out) {
        List<SnapshotId> wanted = ids.stream().map(text -> id(text, null)).toList();
        wanted.stream()
                .filter(id -> session.snapshots().find(id).isEmpty())
                .findFirst()
                .ifPresent(missing -> {
                    throw wrongUsage("There is no snapshot " + missing + ".");
                });
        if (!consent.isGiven("Delete " + wanted + "?")) {
            out.println("Nothing was deleted.");
            return ExitCode.SOFTWARE;
        }
        wanted.forEach(session.snapshots()::delete);
        SnapshotView.deleted(out, json(), wanted);
        return ExitCode.OK;
    }
}
