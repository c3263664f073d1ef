package io.github.pocstate.snapshot.postgres.internal.server;

import io.github.pocstate.Fault;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock on a name, across all machines, held by a session of the maintenance database; gone with its holder.
 *
 * <p>Every machine must use the same maintenance database: PostgreSQL keeps such locks per database.
 */
public final class AdvisoryLock implements AutoCloseable {

    /** A key of 64 bits is shown in two halves. */
    private static final String HELD = "SELECT EXISTS (SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
            + " WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted AND d.datname = current_database()"
            + " AND CAST(l.classid AS bigint) = ((? >> 32) & 4294967295)"
            + " AND CAST(l.objid AS bigint) = (? & 4294967295))";

    private static final Logger LOG = LoggerFactory.getLogger(AdvisoryLock.class);

    /** Then the session is ended instead. */
    private static final int MILLIS_TO_GIVE_BACK = 2_000;

    private final Server server;
    private final Connection connection;
    private final long key;

    private AdvisoryLock(Server server, Connection connection, long key) {
        this.server = server;
        this.connection = connection;
        this.key = key;
    }

    /** Waits for the lock; refuses when it was not to be had in time. */
    public static AdvisoryLock take(Server server, String name, Duration patience) throws SQLException {
        Connection connection = server.maintenance();
        try {
            long key = key(name);
            Sql.run(connection, "SET lock_timeout = " + Math.max(1, patience.toMillis()));
            Sql.list(connection, row -> "", "SELECT pg_advisory_lock(?)", key);
            Sql.run(connection, "RESET lock_timeout");
            return new AdvisoryLock(server, connection, key);
        } catch (SQLException e) {
            giveBack(connection, e);
            if (Failures.isLockTimeout(e)) {
                throw held(server, name, patience, e);
            }
            throw e;
        }
    }

    /** A connection that broke cannot be reset; what broke it is the error that counts. */
    private static void giveBack(Connection connection, SQLException failure) {
        try (connection) {
            Sql.run(connection, "RESET lock_timeout");
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** What is told when the lock was not to be had in time. */
    static SnapshotException held(Server server, String name, Duration patience, @Nullable SQLException cause) {
        return new SnapshotException(
                Fault.LAB,
                new Problem(
                        "Another save or restore holds the snapshots of this database for longer than "
                                + patience.toSeconds() + " s.",
                        server.where() + ", lock [" + name + "]",
                        "wait for it, or end its session, then call again; nothing was changed"),
                cause);
    }

    /** Whether nobody holds the lock just now. */
    public static boolean isFree(Connection connection, String name) throws SQLException {
        long key = key(name);
        return Sql.yes(connection, "SELECT pg_try_advisory_lock(?)", key)
                && Sql.yes(connection, "SELECT pg_advisory_unlock(?)", key);
    }

    /** Whether somebody holds the lock just now; unlike {@link #isFree} it does not take it to find out. */
    public static boolean isHeld(Connection connection, String name) throws SQLException {
        long key = key(name);
        return Sql.yes(connection, HELD, key, key);
    }

    /** The session that holds the lock, for work under it: whoever has it waits for no other connection then. */
    public Connection session() {
        return connection;
    }

    /** Never fails: the work is done, and a session that broke has taken the lock with it. */
    @Override
    public void close() {
        try {
            connection.setNetworkTimeout(Runnable::run, MILLIS_TO_GIVE_BACK);
            Sql.list(connection, row -> "", "SELECT pg_advisory_unlock(?)", key);
            connection.close();
        } catch (SQLException e) {
            LOG.debug("[{}] the session of a lock broke: {}", server.where(), e.getMessage());
            server.discardMaintenance(connection);
        }
    }

    private static long key(String name) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(sha.digest(("pocstate " + name).getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
