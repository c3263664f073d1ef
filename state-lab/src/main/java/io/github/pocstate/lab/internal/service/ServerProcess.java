package io.github.pocstate.lab.internal.service;

import io.github.pocstate.Problem;
import io.github.pocstate.UnreachableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A server program in the foreground: its log, the record of its process, its end. */
final class ServerProcess implements AutoCloseable {

    private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);

    private final String name;
    private final Process process;
    private final Path log;
    private final Path record;

    private ServerProcess(String name, Process process, Path log, Path record) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.record = record;
    }

    /** Starts it; {@code mark} is a text in its command that shows it is ours. */
    static ServerProcess start(String name, ProcessBuilder command, Path log, Path record, String mark) {
        try {
            Files.createDirectories(log.resolveSibling(""));
            Process process = command.redirectInput(nothing())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
            ProcessRecord.of(process.toHandle(), mark).write(record);
            return new ServerProcess(name, process, log, record);
        } catch (IOException e) {
            throw new UnreachableException(
                    new Problem(
                            name + " could not be started: " + e.getMessage(),
                            command.command().get(0),
                            "see whether this program runs on this machine"),
                    e);
        }
    }

    private static Redirect nothing() {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        return Redirect.from(new java.io.File(windows ? "NUL" : "/dev/null"));
    }

    /** Waits until it answers. */
    void awaitAnswer(BooleanSupplier answers, Duration limit) {
        boolean[] answered = {false};
        Await.until(() -> (answered[0] = answers.getAsBoolean()) || !process.isAlive(), limit);
        if (!answered[0]) {
            String what = process.isAlive()
                    ? name + " did not answer within " + limit.toSeconds() + " s."
                    : name + " ended with exit code " + process.exitValue() + " instead of starting.";
            throw new UnreachableException(new Problem(
                    what, LogFile.withLastLines(log), "mend what the log complains of, then start the lab again"));
        }
    }

    @Override
    public void close() {
        ProcessRecord.end(process.toHandle(), ENDS_WITHIN);
        try {
            Files.deleteIfExists(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
