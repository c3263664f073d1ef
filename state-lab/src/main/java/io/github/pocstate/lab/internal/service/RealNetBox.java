package io.github.pocstate.lab.internal.service;

import io.github.pocstate.Problem;
import io.github.pocstate.UnreachableException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** NetBox itself, as it comes from PyPI, served by gunicorn. */
public final class RealNetBox implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
    private static final int ENDS_WITHIN_SECONDS = 1;

    private final ServerProcess process;
    private final URI url;

    private RealNetBox(ServerProcess process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Where it keeps its things.
     *
     * @param root its root directory, with its configuration
     * @param log its log
     * @param record where its process is written down
     */
    public record Place(Path root, Path log, Path record) {}

    /**
     * How it reaches its database.
     *
     * @param name the database
     * @param user who owns it
     * @param password the owner's password
     */
    public record Database(String name, String user, String password) {}

    /**
     * Starts it; {@link #awaitAnswer} tells when it is there.
     *
     * @param installation where it is installed
     * @param place where it keeps its things
     * @param database its database
     * @param ports its own port, and where PostgreSQL and Redis are
     * @param tuning what the lab wants otherwise
     * @return the server, to be closed by the caller
     */
    public static RealNetBox launch(
            NetBoxInstallation installation, Place place, Database database, LabPorts ports, NetBoxTuning tuning) {
        try {
            new NetBoxConfiguration(database.name(), database.user(), database.password(), ports, tuning)
                    .write(place.root());
            Path pidFile = place.root().resolve("gunicorn.pid");
            Files.deleteIfExists(pidFile);
            ProcessBuilder command = new ProcessBuilder(gunicorn(installation, ports, tuning, pidFile));
            command.environment().keySet().removeAll(List.of("PYTHONPATH", "PYTHONHOME", "GUNICORN_CMD_ARGS"));
            command.environment().put("NETBOX_ROOT", place.root().toString());
            ServerProcess process =
                    ServerProcess.start("NetBox", command, place.log(), place.record(), pidFile.toString());
            return new RealNetBox(process, URI.create("http://" + LabPorts.HOST + ":" + ports.netBox()));
        } catch (IOException e) {
            throw new UnreachableException(
                    new Problem(
                            "NetBox could not be started: " + e.getMessage(),
                            place.root().toString(),
                            "see whether this directory can be written to"),
                    e);
        }
    }

    private static List<String> gunicorn(
            NetBoxInstallation installation, LabPorts ports, NetBoxTuning tuning, Path pidFile) {
        return List.of(
                installation.program("python").toString(),
                installation.program("gunicorn").toString(),
                "--bind=" + LabPorts.HOST + ":" + ports.netBox(),
                "--pid=" + pidFile,
                "--workers=" + tuning.workers(),
                "--threads=" + tuning.threads(),
                "--timeout=120",
                "--graceful-timeout=" + ENDS_WITHIN_SECONDS,
                "--no-control-socket",
                "--capture-output",
                "netbox.wsgi");
    }

    /**
     * Waits until it answers a request for objects.
     *
     * @param token a token that may read
     * @throws UnreachableException if it does not, with the last lines of its log
     */
    public void awaitAnswer(String token) {
        process.awaitAnswer(() -> NetBoxProbe.answers(url, token), STARTS_WITHIN);
    }

    /**
     * Its address.
     *
     * @return the address without a path
     */
    public URI url() {
        return url;
    }

    @Override
    public void close() {
        process.close();
    }
}
