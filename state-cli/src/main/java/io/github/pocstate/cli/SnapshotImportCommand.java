package io.github.pocstate.cli;

import io.github.pocstate.PocSession;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** {@code poc-state snapshot import lab.zip}. */
@Command(name = "import", description = "Add a snapshot from a file; the lab itself stays as it is.")
final class SnapshotImportCommand extends SnapshotVerb {

    @Parameters(paramLabel = "FILE", description = "What `export` wrote.")
    private Path file = Path.of("");

    @Override
    int run(PocSession session, PrintWriter out) {
        SnapshotView.saved(out, json(), session.snapshots().importFrom(file));
        return ExitCode.OK;
    }
}
