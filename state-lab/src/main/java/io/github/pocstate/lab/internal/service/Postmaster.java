package io.github.pocstate.lab.internal.service;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The process of a PostgreSQL, found by its data directory, whoever started it. */
final class Postmaster {

    private static final Duration STOPS_WITHIN = Duration.ofSeconds(60);

    private Postmaster() {}

    /** Ends it in order, or else at once; tells whether there was one. */
    static boolean end(Path data) {
        Optional<ProcessHandle> postmaster = of(data);
        postmaster.ifPresent(process -> {
            stop(process, data, "fast");
            if (!ProcessRecord.isGone(process)) {
                stop(process, data, "immediate");
            }
        });
        return postmaster.isPresent();
    }

    /** The process that the data directory names, if it is a PostgreSQL and, where commands can be read, works on it. */
    private static Optional<ProcessHandle> of(Path data) {
        Path pidFile = data.resolve("postmaster.pid");
        try {
            long pid = Files.exists(pidFile)
                    ? Long.parseLong(Files.readAllLines(pidFile).get(0).trim())
                    : -1;
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> program(process).isPresent())
                    .filter(process -> process.info()
                            .arguments()
                            .map(List::of)
                            .map(all -> all.contains(data.toString()))
                            .orElse(true));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> program(ProcessHandle process) {
        return process.info()
                .command()
                .map(Path::of)
                .filter(path -> path.endsWith("postgres") || path.endsWith("postgres.exe"));
    }

    private static void stop(ProcessHandle process, Path data, String mode) {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U"));
        }
        program(process).ifPresent(postgres -> {
            command.add(postgres.resolveSibling("pg_ctl").toString());
            command.addAll(List.of("-D", data.toString(), "-m", mode, "-w"));
            command.addAll(List.of("-t", String.valueOf(STOPS_WITHIN.toSeconds()), "stop"));
            run(command);
        });
        Await.until(() -> ProcessRecord.isGone(process), Duration.ofSeconds(5));
    }

    private static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            if (!process.waitFor(STOPS_WITHIN.toSeconds() + 10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
