package io.github.pocstate.cli.bench;

import io.github.pocstate.config.DatabaseSettings;
import io.github.pocstate.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The database in a file, written by pg_dump and read by pg_restore; the file goes when it is closed. */
final class DumpFile implements AutoCloseable {

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
    private static final int DEFAULT_PORT = 5432;

    private final DatabaseSettings settings;
    private final String database;
    private final Path file;

    /** Dumps the database. */
    DumpFile(DatabaseSettings settings, String database) {
        this.settings = settings;
        this.database = database;
        try {
            this.file = Files.createTempFile("pocstate-bench", ".dump"); // readable by its owner only
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("pg_dump", "-Fc", "-f", file.toString(), "-d", database);
    }

    /** Why pg_dump and pg_restore cannot be used with a server, if they cannot. */
    static Optional<String> obstacle(String serverVersion) {
        return List.of("pg_dump", "pg_restore").stream()
                .map(program -> obstacle(program, serverVersion))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> obstacle(String program, String serverVersion) {
        try {
            Process asked = new ProcessBuilder(program, "--version").start();
            Matcher version =
                    VERSION.matcher(new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            String major = version.find() ? version.group(1) : "of an unknown version";
            return serverVersion.split("\\.", -1)[0].equals(major)
                    ? Optional.empty()
                    : Optional.of(program + " on the PATH is " + major + ", the server is " + serverVersion);
        } catch (IOException e) {
            return Optional.of(program + " is not on the PATH");
        }
    }

    /** Fills an empty database, with one process per processor. */
    void restore() {
        int jobs = Runtime.getRuntime().availableProcessors();
        run("pg_restore", "-j", String.valueOf(jobs), "-d", database, file.toString());
    }

    private void run(String program, String... arguments) {
        URI address = settings.address();
        List<String> command = new ArrayList<>(List.of(program, "-w", "-h", address.getHost(), "-p"));
        command.add(String.valueOf(address.getPort() < 0 ? DEFAULT_PORT : address.getPort()));
        settings.user().ifPresent(user -> command.addAll(List.of("-U", user)));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(Redirect.INHERIT);
        settings.password()
                .map(Secret::reveal)
                .ifPresent(password -> builder.environment().put("PGPASSWORD", password));
        try {
            int code = builder.start().waitFor();
            if (code != 0) {
                throw new IllegalStateException(program + " failed with exit code " + code + ", see above");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(program + " was interrupted", e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
