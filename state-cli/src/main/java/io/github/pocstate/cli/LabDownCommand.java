package io.github.pocstate.cli;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.Problem;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.lab.LabDirectory;
import io.github.pocstate.lab.internal.service.Await;
import io.github.pocstate.lab.internal.service.FileLock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code poc-state lab down}: stops the lab that stays. */
@Command(
        name = "down",
        description = "Stop the lab; its data stay for the next `up`. Also tidies up after a lab that was killed.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LabDownCommand implements Callable<Integer> {

    private static final Duration STOPS_WITHIN = Duration.ofSeconds(90);

    @Mixin
    private final LabPlace place = new LabPlace();

    @Option(names = "--delete", description = "Delete its data too.")
    private boolean delete;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        LabDirectory directory = place.directory();
        if (!directory.isLab()) {
            say("there is no lab in " + directory.path());
            return ExitCode.OK;
        }
        try (FileLock alone = directory.control(this::say)) {
            boolean ran = directory.isInUse();
            if (ran) {
                stop(directory);
            }
            boolean leftover = directory.endLeftovers();
            say(ran ? "stopped" : leftover ? "ended what a killed lab had left running" : "did not run");
        }
        if (delete) {
            directory.delete();
        }
        say(delete ? "deleted " + directory.path() : "its data stay in " + directory.path());
        return ExitCode.OK;
    }

    private static void stop(LabDirectory directory) {
        directory.requestStop();
        if (!Await.until(() -> !directory.isInUse() && !directory.hasProcess(), STOPS_WITHIN) && !directory.kill()) {
            throw new UnreachableException(new Problem(
                    "The lab did not stop within " + STOPS_WITHIN.toSeconds() + " s.",
                    directory.log("lab").toString(),
                    "close it where it was started, or end its process"));
        }
    }

    private void say(String step) {
        requireNonNull(spec).commandLine().getErr().println("lab: " + step);
    }
}
