package io.github.pocstate.cli;

import io.github.pocstate.LabStatus;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code poc-state status}. */
@Command(name = "status", description = "Tell where the lab is, and how far from each phase; writes nothing.")
final class StatusCommand extends SessionCommand {

    @Override
    int run(PocSession session, RestoreOptions.Builder options, PrintWriter out) {
        LabStatus status = session.status(options.build());
        if (json()) {
            out.println(JsonView.status(status));
        } else {
            TextView.status(out, status);
        }
        return ExitCode.OK;
    }
}
