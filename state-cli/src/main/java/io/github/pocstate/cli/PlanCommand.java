package io.github.pocstate.cli;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.plan.Plan;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code poc-state plan 2}. */
@Command(name = "plan", description = "Show what a restore would write; writes nothing.")
final class PlanCommand extends PhaseCommand {

    @Mixin
    private final WayOptions way = new WayOptions();

    @Override
    int run(PocSession session, Phase phase, RestoreOptions.Builder options, PrintWriter out) {
        Plan plan = session.plan(phase, way.apply(options).build());
        if (json()) {
            out.println(JsonView.plan(plan));
        } else {
            TextView.plan(out, plan);
        }
        return ExitCode.OK;
    }
}
