package io.github.pocstate.cli;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.PocSession;
import io.github.pocstate.lab.EmbeddedLab;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code poc-state demo}: the phases on a lab that goes when the demo ends. */
@Command(
        name = "demo",
        description = "Start a lab, go through its phases, show what that took, and stop it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {

    @Mixin
    private final LabChoice choice = new LabChoice();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = requireNonNull(spec).commandLine().getOut();
        PrintWriter err = requireNonNull(spec).commandLine().getErr();
        try (EmbeddedLab lab = choice.builder()
                        .steps(step -> err.println("lab: " + step))
                        .start();
                ProgressBars bars = ProgressBars.onTerminal(false);
                PocSession session = PocSession.open(lab.config().build())) {
            new Demo(session, bars.listener(), out).run();
        }
        return ExitCode.OK;
    }
}
