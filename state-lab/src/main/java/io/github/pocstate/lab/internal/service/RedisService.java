package io.github.pocstate.lab.internal.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pocstate.Problem;
import io.github.pocstate.UnreachableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis that keeps nothing: its program comes out of the embedded-redis library, or from the PATH where that one
 * does not run.
 */
public final class RedisService implements AutoCloseable {

    /** The Redis database of NetBox's job queue. */
    public static final int NETBOX_TASKS = 1;

    /** The Redis database of NetBox's cache. */
    public static final int NETBOX_CACHE = 2;

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);
    private static final int MOST_TRIES = 100;
    private static final int ANSWERS_WITHIN_MILLIS = 10_000;

    private final ServerProcess process;
    private final int port;

    private RedisService(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it; {@link #awaitAnswer} tells when it is there.
     *
     * @param directory its own directory
     * @param port its port on the loopback interface
     * @param log its log
     * @param record where its process is written down
     * @return the service, to be closed by the caller
     * @throws UnreachableException if there is no program that runs
     */
    public static RedisService launch(Path directory, int port, Path log, Path record) {
        try {
            Files.createDirectories(directory);
            Path program = program(directory).toRealPath();
            Path configuration = Files.write(
                    directory.resolve("redis.conf"),
                    List.of(
                            "bind " + LabPorts.HOST,
                            "port " + port,
                            "dir " + quoted(directory),
                            "save \"\"",
                            "appendonly no"));
            ProcessBuilder command = new ProcessBuilder(program.toString(), configuration.toString());
            return new RedisService(ServerProcess.start("Redis", command, log, record, program.toString()), port);
        } catch (IOException e) {
            throw new UnreachableException(
                    new Problem(
                            "Redis could not be started: " + e.getMessage(),
                            directory.toString(),
                            "see whether this directory can be written to"),
                    e);
        }
    }

    private static String quoted(Path path) {
        return "\"" + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static Path program(Path directory) throws IOException {
        Path included = ExecutableProvider.newJarResourceProvider(directory.toFile())
                .get()
                .toPath();
        if (runs(included)) {
            return included;
        }
        try {
            return ExecutableProvider.newExecutableInPath("redis-server").get().toPath();
        } catch (IOException e) {
            throw new UnreachableException(
                    new Problem(
                            "The Redis that comes with the lab does not run on this machine.",
                            included.toString(),
                            "install what it needs (on Linux: the C library of GNU and OpenSSL 3, package libssl3),"
                                    + " or install a Redis, so that redis-server is in the PATH"),
                    e);
        }
    }

    private static boolean runs(Path program) throws IOException {
        Process process = startVersion(program, 0);
        try {
            return process.waitFor(ANSWERS_WITHIN_MILLIS, TimeUnit.MILLISECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * The program was just written. A process that another thread starts at that moment holds the file open for writing
     * until it has become its own program, and until then nobody can run it.
     */
    private static Process startVersion(Path program, int tries) throws IOException {
        try {
            return new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            boolean busy = String.valueOf(e.getMessage()).contains("error=26,");
            if (!busy || tries == MOST_TRIES || !Await.pause()) {
                throw e;
            }
            return startVersion(program, tries + 1);
        }
    }

    /**
     * Waits until it answers.
     *
     * @throws UnreachableException if it does not, with the last lines of its log
     */
    public void awaitAnswer() {
        process.awaitAnswer(() -> answers(port), STARTS_WITHIN);
    }

    /**
     * Asks whether a Redis answers.
     *
     * @param port the port on the loopback interface
     * @return whether it does
     */
    public static boolean answers(int port) {
        try {
            return ask(port, "PING").equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /**
     * Empties all its databases.
     *
     * @throws UnreachableException if it does not do so
     */
    public void empty() {
        try {
            String answer = ask(port, "FLUSHALL");
            if (!answer.equals("+OK")) {
                throw new IOException(answer);
            }
        } catch (IOException e) {
            throw new UnreachableException(
                    new Problem(
                            "Redis could not be emptied: " + e.getMessage(),
                            LabPorts.HOST + ":" + port,
                            "stop the lab and start it again"),
                    e);
        }
    }

    private static String ask(int port, String command) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWERS_WITHIN_MILLIS);
            socket.setSoTimeout(ANSWERS_WITHIN_MILLIS);
            socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
            String answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
            return answer == null ? "" : answer;
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
