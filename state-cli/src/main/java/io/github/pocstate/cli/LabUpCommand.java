package io.github.pocstate.cli;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Problem;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.lab.LabDirectory;
import io.github.pocstate.lab.LabEnvironment;
import io.github.pocstate.lab.LabHealth;
import io.github.pocstate.lab.LabRecord;
import io.github.pocstate.lab.NetBoxKind;
import io.github.pocstate.lab.internal.service.Await;
import io.github.pocstate.lab.internal.service.Durability;
import io.github.pocstate.lab.internal.service.FileLock;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code poc-state lab up}: starts the lab that stays, or finds it running. */
@Command(
        name = "up",
        description = {
            "Start the lab and print the environment to use it; prints it too when the lab runs already.",
            "",
            "sh:         lab_env=$$(poc-state lab up) && eval \"$$lab_env\"",
            "PowerShell: poc-state lab up | Out-String | Invoke-Expression",
            "",
            "The lab stays until `poc-state lab down`, its data beyond that."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LabUpCommand implements Callable<Integer> {

    private static final Duration OTHERS_START_FOR = Duration.ofMinutes(15);

    @Mixin
    private final LabChoice choice = new LabChoice();

    @Mixin
    private final LabPlace place = new LabPlace();

    @Option(
            names = "--port",
            paramLabel = "BASE",
            description = "NetBox's port, PostgreSQL's is the next, Redis's the one after; default any free ones.")
    private @Nullable Integer port;

    @Option(
            names = "--shell",
            paramLabel = "SHELL",
            description = "Syntax of what is printed: sh, powershell or cmd; default sh, on Windows powershell.")
    private @Nullable ShellSyntax shell;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        choice.servers(); // a wrong number is told before anything is made
        LabDirectory directory = place.directory().create();
        LabRecord lab;
        try (FileLock alone = directory.control(this::say)) {
            waitForAStart(directory);
            lab = directory.isInUse() ? running(directory) : started(directory);
        }
        print(lab);
        return ExitCode.OK;
    }

    /** The process of an `up` that was killed goes on starting. */
    private void waitForAStart(LabDirectory directory) {
        if (directory.isInUse() && directory.running().isEmpty()) {
            say("waiting for the lab, which is starting or stopping");
            Await.until(() -> !directory.isInUse() || directory.running().isPresent(), OTHERS_START_FOR);
        }
    }

    private LabRecord running(LabDirectory directory) {
        LabRecord lab = directory
                .running()
                .orElseThrow(() -> new ConfigurationException(new Problem(
                        "The lab has been starting for " + OTHERS_START_FOR.toMinutes() + " minutes.",
                        directory.log("lab").toString(),
                        "see in its log what it waits for, or stop it: poc-state lab down" + dirOption())));
        refuseOther("servers", choice.servers(), lab.servers(), directory);
        refuseOther("netbox", choice.netBox().map(LabChoice::name), LabChoice.name(lab.netBox()), directory);
        refuseOther("port", Optional.ofNullable(port), lab.ports().netBox(), directory);
        refuseOther("durable", choice.durable(), lab.durability() == Durability.FULL, directory);
        LabHealth health = LabHealth.of(lab);
        if (!health.isGood()) {
            throw new UnreachableException(new Problem(
                    "The lab runs, but " + String.join(" and ", health.silent()) + " did not answer.",
                    directory.path().resolve("log").toString(),
                    "restart it: poc-state lab down" + dirOption() + ", then poc-state lab up" + dirOption()));
        }
        say("runs since " + lab.since() + " with " + what(lab));
        return lab;
    }

    private <T> void refuseOther(String option, Optional<T> wanted, T present, LabDirectory directory) {
        if (wanted.isPresent() && !wanted.get().equals(present)) {
            throw new ConfigurationException(new Problem(
                    "A lab runs there with --" + option + " " + present + ", not " + wanted.get() + ".",
                    directory.path().toString(),
                    "leave --" + option + " out, or stop it first (poc-state lab down" + dirOption()
                            + "), or take another --dir"));
        }
    }

    private LabRecord started(LabDirectory directory) {
        long began = System.nanoTime();
        LabRecord lab = LabProcess.start(directory, arguments(directory)).awaitReady(this::say);
        say(String.format(
                "ready in %.1f s: %s; stop it with: poc-state lab down%s",
                (System.nanoTime() - began) / 1e9, what(lab), dirOption()));
        return lab;
    }

    /** What the lab was before it stays, unless something else is asked for. */
    private List<String> arguments(LabDirectory directory) {
        Optional<Integer> servers = directory.servers().stream().boxed().findFirst();
        Optional<NetBoxKind> netBox = directory.last().map(LabRecord::netBox);
        List<String> arguments = new ArrayList<>(choice.arguments(servers, netBox));
        if (port != null) {
            arguments.add("--port=" + port);
        }
        return arguments;
    }

    private String dirOption() {
        return spec().commandLine().getParseResult().hasMatchedOption("--dir")
                ? " --dir " + place.directory().path()
                : "";
    }

    private static String what(LabRecord lab) {
        return lab.servers() + " servers behind the " + LabChoice.name(lab.netBox()) + " NetBox";
    }

    private void print(LabRecord lab) {
        ShellSyntax syntax = shell == null ? ShellSyntax.usualOn(System.getProperty("os.name", "")) : shell;
        PrintWriter out = spec().commandLine().getOut();
        LabEnvironment.of(lab.ports()).forEach((name, value) -> out.println(syntax.set(name, value)));
        out.flush();
    }

    private void say(String step) {
        spec().commandLine().getErr().println("lab: " + step);
    }

    private CommandSpec spec() {
        return requireNonNull(spec);
    }
}
