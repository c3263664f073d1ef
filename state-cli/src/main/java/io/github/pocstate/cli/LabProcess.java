package io.github.pocstate.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.github.pocstate.Problem;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.lab.LabDirectory;
import io.github.pocstate.lab.LabRecord;
import io.github.pocstate.lab.internal.service.Await;
import io.github.pocstate.lab.internal.service.LogFile;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The process of the lab that stays: this program once more, on its own, out of the terminal's reach. */
final class LabProcess {

    private static final String STEP = "lab: ";
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(30);

    private final Process process;
    private final LabDirectory directory;
    private final Path log;
    private int toldLines;

    private LabProcess(Process process, LabDirectory directory, Path log) {
        this.process = process;
        this.directory = directory;
        this.log = log;
    }

    /** Starts it with these options. */
    static LabProcess start(LabDirectory directory, List<String> arguments) {
        directory.forget();
        Path log = directory.log("lab");
        try {
            Files.createDirectories(log.resolveSibling(""));
            Files.deleteIfExists(log);
            Process process = builder(directory, arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
            process.getOutputStream().close();
            directory.runBy(process.toHandle());
            return new LabProcess(process, directory, log);
        } catch (IOException e) {
            throw new UnreachableException(
                    new Problem(
                            "The lab's process could not be started: " + e.getMessage(),
                            directory.path().toString(),
                            "see whether this directory can be written to"),
                    e);
        }
    }

    private static ProcessBuilder builder(LabDirectory directory, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(Detached.prefix(System.getenv()));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                PocStateMain.class.getName(),
                "lab",
                "serve",
                "--dir=" + directory.path()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.path().toFile());
        builder.environment().put("CLASSPATH", classPath(directory));
        return builder;
    }

    /**
     * In the environment, because a command line may be too short for it. The one jar is copied: a process breaks when
     * the jar that it runs from is built anew.
     */
    private static String classPath(LabDirectory directory) throws IOException {
        List<Path> entries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList();
        if (entries.size() == 1 && Files.isRegularFile(entries.get(0))) {
            return Files.copy(entries.get(0), directory.path().resolve("poc-state.jar"), REPLACE_EXISTING)
                    .toString();
        }
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Waits until the lab is ready and tells its steps; if this process is ended meanwhile, the lab is told to stop. */
    LabRecord awaitReady(Consumer<String> steps) {
        Thread giveUp = new Thread(directory::requestStop, "lab-give-up");
        Runtime.getRuntime().addShutdownHook(giveUp);
        try {
            Await.until(
                    () -> {
                        tell(steps);
                        return directory.running().isPresent() || !process.isAlive();
                    },
                    STARTS_WITHIN);
            tell(steps);
            return directory.running().orElseThrow(this::failure);
        } finally {
            Runtime.getRuntime().removeShutdownHook(giveUp);
        }
    }

    private void tell(Consumer<String> steps) {
        List<String> lines = lines();
        lines.stream()
                .skip(toldLines)
                .filter(line -> line.startsWith(STEP))
                .forEach(line -> steps.accept(line.substring(STEP.length())));
        toldLines = lines.size();
    }

    private List<String> lines() {
        try {
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private RuntimeException failure() {
        Optional<RuntimeException> told = directory.failure();
        return told.orElseGet(() -> new UnreachableException(new Problem(
                process.isAlive()
                        ? "The lab is not ready after " + STARTS_WITHIN.toMinutes() + " min."
                        : "The lab's process ended with exit code " + process.exitValue() + " instead of starting.",
                LogFile.withLastLines(log),
                "try again; if it happens again, the log tells why")));
    }
}
