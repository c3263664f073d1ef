package io.github.pocstate.cli;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.lab.LabDirectory;
import io.github.pocstate.lab.LabStanding;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code poc-state lab status}. */
@Command(
        name = "status",
        description = "Tell whether the lab runs, and where. Exit code 0 when it runs and answers, else 1.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LabStatusCommand implements Callable<Integer> {

    @Mixin
    private final LabPlace place = new LabPlace();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        LabDirectory directory = place.directory();
        LabStanding standing = LabStanding.of(directory);
        PrintWriter out = requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(LabView.json(standing));
        } else {
            LabView.text(out, standing);
        }
        return standing.isGood() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
