package io.github.pocstate.cli;

import io.github.pocstate.PocSession;
import java.io.PrintWriter;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code poc-state snapshot list}. */
@Command(name = "list", description = "List the snapshots, oldest first.")
final class SnapshotListCommand extends SnapshotVerb {

    @Override
    int run(PocSession session, PrintWriter out) {
        SnapshotView.list(
                out, json(), session.snapshots().list(), Clock.systemUTC().instant());
        return ExitCode.OK;
    }
}
