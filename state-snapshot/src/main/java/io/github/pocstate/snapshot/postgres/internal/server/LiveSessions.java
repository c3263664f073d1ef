package io.github.pocstate.snapshot.postgres.internal.server;

import io.github.pocstate.Fault;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.postgres.model.Sessions;
import io.github.pocstate.snapshot.postgres.model.Sessions.Client;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends the sessions of the live database for a statement that needs it without any.
 *
 * <p>There is no gate that a killed process could leave closed: CREATE DATABASE and RENAME themselves lock the database, so new
 * sessions wait until the statement is done, and those that waited for a database that has another name by then have to connect
 * once more; PostgreSQL opens the lock when its holder dies. What slips in before the lock is ended by a companion that keeps
 * looking while the statement runs.
 */
public final class LiveSessions {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LOOK_EVERY_NANOS = 1_000_000;

    /** What other roles' sessions are is not shown to everybody. */
    private static final String OF_APPLICATION = "(coalesce(backend_type, 'client backend') = 'client backend'"
            + " AND coalesce(application_name, '') <> 'pocstate')";

    private static final String CLIENT = "coalesce(usename, ''), coalesce(application_name, '')";
    private static final String END_ALL =
            "SELECT pid, " + CLIENT + ", " + OF_APPLICATION + ", pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datid = ? AND usesysid IS NOT NULL AND pid <> pg_backend_pid()";
    private static final String PRESENT = "SELECT " + CLIENT + " FROM pg_stat_activity"
            + " WHERE datname = ? AND usesysid IS NOT NULL AND " + OF_APPLICATION;
    private static final String LEFT = "SELECT pid || ' (' || coalesce(usename, '') || ', ' || application_name || ')'"
            + " FROM pg_stat_activity WHERE datname = ? AND usesysid IS NOT NULL";

    /** A session that was told to end. */
    private record Session(int process, Client client, boolean ofApplication) {}

    private final Server server;
    private final String database;
    private final Map<Integer, Client> ended = new ConcurrentHashMap<>();
    private Duration closed = Duration.ZERO;

    public LiveSessions(Server server) {
        this.server = server;
        this.database = server.settings().live();
    }

    /** The sessions that are not ours. */
    public Sessions ofApplication() throws SQLException {
        return Sessions.of(server.maintained(connection ->
                Sql.list(connection, row -> new Client(row.getString(1), row.getString(2)), PRESENT, database)));
    }

    /** Runs a statement while the live database has no sessions. */
    public <T> T away(Sql.Work<T> statement) throws SQLException {
        server.leaveLive();
        try (Connection looking = server.maintenance();
                Connection working = server.maintenance()) {
            long start = System.nanoTime();
            long oid =
                    Sql.one(looking, row -> row.getLong(1), "SELECT oid FROM pg_database WHERE datname = ?", database);
            endAndWait(looking, oid);
            AtomicBoolean done = new AtomicBoolean();
            Thread companion = new Thread(() -> keepEnding(looking, oid, done), "pocstate-sessions");
            companion.setDaemon(true);
            companion.start();
            try {
                return statement.run(working);
            } finally {
                closed = Duration.ofNanos(System.nanoTime() - start);
                done.set(true);
                join(companion);
            }
        }
    }

    /** Copies the live database, which needs it without any; returns those of the application that were ended. */
    public Sessions copyTo(String copy) throws SQLException {
        away(connection -> {
            Databases.copy(connection, database, copy);
            return copy;
        });
        return ended();
    }

    /** The sessions of the application that were ended. */
    public Sessions ended() {
        return Sessions.of(ended.values());
    }

    /** How long the live database had none. */
    public Duration closed() {
        return closed;
    }

    private void endAndWait(Connection connection, long oid) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (end(connection, oid) > 0) {
            if (System.nanoTime() > deadline) {
                throw stubborn(connection);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    /** By its number: after a swap the name is another database's. */
    private int end(Connection connection, long oid) throws SQLException {
        List<Session> present = Sql.list(
                connection,
                row -> new Session(row.getInt(1), new Client(row.getString(2), row.getString(3)), row.getBoolean(4)),
                END_ALL,
                oid);
        present.stream()
                .filter(Session::ofApplication)
                .forEach(session -> ended.put(session.process(), session.client()));
        return present.size();
    }

    private void keepEnding(Connection connection, long oid, AtomicBoolean done) {
        try {
            while (!done.get()) {
                end(connection, oid);
                LockSupport.parkNanos(5 * LOOK_EVERY_NANOS);
            }
        } catch (SQLException e) {
            // the statement itself says what is wrong: that sessions are left
            done.set(true);
        }
    }

    private SnapshotException stubborn(Connection connection) throws SQLException {
        List<String> left = Sql.list(connection, row -> row.getString(1), LEFT, database);
        return new SnapshotException(
                Fault.LAB,
                new Problem(
                        left.size() + " sessions of the database did not end within " + PATIENCE.toSeconds() + " s.",
                        server.where() + ", process " + String.join(", ", left),
                        "end what they do, then call again; nothing was changed"));
    }

    private static void join(Thread thread) {
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
