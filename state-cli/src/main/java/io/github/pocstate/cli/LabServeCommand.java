package io.github.pocstate.cli;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.lab.EmbeddedLab;
import io.github.pocstate.lab.LabDirectory;
import io.github.pocstate.lab.internal.service.Await;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The process that {@code poc-state lab up} starts: it runs the lab until it is told to stop. */
@Command(name = "serve", description = "Run the lab in this process.", hidden = true, mixinStandardHelpOptions = true)
final class LabServeCommand implements Callable<Integer> {

    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    @Mixin
    private final LabChoice choice = new LabChoice();

    @Mixin
    private final LabPlace place = new LabPlace();

    @Option(names = "--port", paramLabel = "BASE", description = "The first of its three ports.")
    private @Nullable Integer port;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        LabDirectory directory = place.directory().create();
        EmbeddedLab.Builder builder =
                choice.builder().directory(directory.path()).steps(this::say);
        if (port != null) {
            builder.port(port);
        }
        interruptWhenToldToStop(directory, Thread.currentThread());
        try (EmbeddedLab lab = builder.start()) {
            say("answers on " + lab.environment().get("NETBOX_URL"));
            awaitInterrupt();
        } catch (RuntimeException e) {
            directory.failed(e);
            throw e;
        }
        say("stopped");
        return ExitCode.OK;
    }

    /** Nobody else looks for the wish to stop: a second look would let the interrupt come while the lab closes. */
    private static void awaitInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            // told to stop
        }
    }

    /** While it starts, too: a start may take minutes. */
    private static void interruptWhenToldToStop(LabDirectory directory, Thread lab) {
        Thread watch = new Thread(
                () -> {
                    if (Await.until(directory::isStopRequested, FOR_EVER)) {
                        lab.interrupt();
                    }
                },
                "lab-stop");
        watch.setDaemon(true);
        watch.start();
    }

    private void say(String step) {
        requireNonNull(spec).commandLine().getErr().println("lab: " + step);
    }
}
