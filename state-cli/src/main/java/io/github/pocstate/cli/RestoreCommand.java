package io.github.pocstate.cli;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code poc-state restore 2}. */
@Command(name = "restore", description = "Bring the lab into a phase and prove it; does nothing when it is there.")
final class RestoreCommand extends PhaseCommand {

    @Option(names = "--dry-run", description = "Show what would be written, and write nothing.")
    private boolean dryRun;

    @Mixin
    private final WayOptions way = new WayOptions();

    @Override
    int run(PocSession session, Phase phase, RestoreOptions.Builder options, PrintWriter out) {
        RestoreReport report =
                session.restore(phase, way.apply(options).dryRun(dryRun).build());
        if (json()) {
            out.println(JsonView.report(report));
        } else {
            TextView.report(out, report);
        }
        return ExitCode.OK;
    }
}
