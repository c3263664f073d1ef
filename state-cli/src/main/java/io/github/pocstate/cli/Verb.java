package io.github.pocstate.cli;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.config.PocConfig;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands on a lab share: the settings, where they print, JSON when it is asked for, errors too. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class Verb implements Callable<Integer> {

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    final boolean json() {
        return json;
    }

    final PocConfig config() {
        return main().config();
    }

    /** The settings as they were found, right or wrong. */
    final PocConfig.Builder settings() {
        return main().settings();
    }

    private PocStateMain main() {
        return (PocStateMain) spec().root().userObject();
    }

    final PrintWriter out() {
        return spec().commandLine().getOut();
    }

    final ParameterException wrongUsage(String what) {
        return new ParameterException(spec().commandLine(), what);
    }

    private CommandSpec spec() {
        return requireNonNull(spec);
    }
}
