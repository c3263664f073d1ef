package io.github.pocstate.cli;

import io.github.pocstate.PocSession;
import io.github.pocstate.snapshot.SnapshotId;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** {@code poc-state snapshot export phase-2-20260131T120000Z lab.zip}. */
@Command(
        name = "export",
        description =
                "Write a snapshot into a file, for another lab with the same version of NetBox. The file holds the"
                        + " database's secrets (tokens, password hashes); only its owner may read it.")
final class SnapshotExportCommand extends SnapshotVerb {

    @Parameters(index = "0", paramLabel = "ID", description = "Its id, as the list shows it.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "A file that is not there yet.")
    private Path file = Path.of("");

    @Override
    int run(PocSession session, PrintWriter out) {
        SnapshotId wanted = id(id, null);
        session.snapshots().export(wanted, file);
        SnapshotView.exported(out, json(), wanted, file);
        return ExitCode.OK;
    }
}
