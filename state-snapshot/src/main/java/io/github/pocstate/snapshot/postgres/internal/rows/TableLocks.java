package io.github.pocstate.snapshot.postgres.internal.rows;

import static java.util.stream.Collectors.joining;

import io.github.pocstate.snapshot.postgres.internal.server.Failures;
import io.github.pocstate.snapshot.postgres.internal.server.Quote;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Keeps writers out of tables until the transaction ends; readers go on. */
public final class TableLocks {

    /**
     * Shorter than the second after which PostgreSQL looks for deadlocks: when the application and we wait for each other, it is
     * we who give way and begin again, and not a session of the application that fails.
     */
    public static final Duration GIVE_WAY = Duration.ofMillis(300);

    private static final Duration TO_END_A_VACUUM = Duration.ofMillis(500);

    /** Processes of PostgreSQL itself have no role. What they are is not shown to everybody. */
    private static final String NOBODY_BUT_AUTOVACUUM = "SELECT coalesce(bool_and(a.usesysid IS NULL), false)"
            + " FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
            + " WHERE l.locktype = 'relation' AND l.granted AND l.pid <> pg_backend_pid()"
            + " AND l.mode <> 'AccessShareLock' AND l.relation = ANY (CAST(? AS regclass[]))"
            + " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    private static final String DEADLOCK_MILLIS =
            "SELECT CAST(setting AS int) FROM pg_settings WHERE name = 'deadlock_timeout'";

    private TableLocks() {}

    /** Locks all of them or none; SQL state 55P03 when they were not to be had in time. */
    public static void take(Connection connection, Collection<Relation> tables, Duration patience) throws SQLException {
        List<String> names = tables.stream()
                .filter(table -> !table.unwritable())
                .map(table -> Quote.name(table.name()))
                .toList();
        Duration brief = GIVE_WAY.compareTo(patience) < 0 ? GIVE_WAY : patience;
        long deadline = System.nanoTime() + patience.toNanos();
        boolean locked = names.isEmpty();
        Duration attempt = brief;
        waitFor(connection, attempt);
        while (!locked) {
            Savepoint before = connection.setSavepoint();
            try {
                Sql.run(connection, statement(names));
                connection.releaseSavepoint(before);
                locked = true;
            } catch (SQLException e) {
                if (!Failures.isLockTimeout(e) || System.nanoTime() > deadline) {
                    throw e;
                }
                connection.rollback(before);
                connection.releaseSavepoint(before);
                attempt = heldByAutovacuum(connection, names) ? untilItGivesWay(connection) : brief;
                waitFor(connection, attempt);
            }
        }
        if (!attempt.equals(brief)) {
            waitFor(connection, brief);
        }
    }

    private static void waitFor(Connection connection, Duration time) throws SQLException {
        Sql.run(connection, "SET LOCAL lock_timeout = " + Math.max(1, time.toMillis()));
    }

    private static String statement(List<String> names) {
        return "LOCK TABLE " + names.stream().map(name -> "ONLY " + name).collect(joining(", ")) + " IN EXCLUSIVE MODE";
    }

    private static boolean heldByAutovacuum(Connection connection, List<String> names) throws SQLException {
        return Sql.yes(
                connection, NOBODY_BUT_AUTOVACUUM, connection.createArrayOf("text", names.toArray(String[]::new)));
    }

    /** Whoever waits for an autovacuum ends it, but not before it has looked for a deadlock. */
    private static Duration untilItGivesWay(Connection connection) throws SQLException {
        return Duration.ofMillis(Sql.one(connection, row -> row.getInt(1), DEADLOCK_MILLIS))
                .plus(TO_END_A_VACUUM);
    }
}
