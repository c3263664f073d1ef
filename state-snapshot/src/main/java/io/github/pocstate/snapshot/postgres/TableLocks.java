package io.github.pocstate.snapshot.postgres;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.Collection;

/** Keeps writers out of tables until the transaction ends; readers go on. */
final class TableLocks {

    /**
     * Shorter than the second after which PostgreSQL looks for deadlocks: when the application and we wait for each other, it is
     * we who give way and begin again, and not a session of the application that fails.
     */
    static final Duration GIVE_WAY = Duration.ofMillis(300);

    private TableLocks() {}

    /** Locks all of them or none; SQL state 55P03 when they were not to be had in time. */
    static void take(Connection connection, Collection<Relation> tables, Duration patience) throws SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        Sql.run(
                connection,
                "SET LOCAL lock_timeout = " + Math.max(1, Math.min(GIVE_WAY.toMillis(), patience.toMillis())));
        String lock = statement(tables);
        boolean locked = lock.isEmpty();
        while (!locked) {
            Savepoint before = connection.setSavepoint();
            try {
                Sql.run(connection, lock);
                connection.releaseSavepoint(before);
                locked = true;
            } catch (SQLException e) {
                if (!Failures.isLockTimeout(e) || System.nanoTime() > deadline) {
                    throw e;
                }
                connection.rollback(before);
                connection.releaseSavepoint(before);
            }
        }
    }

    private static String statement(Collection<Relation> tables) {
        String names = tables.stream()
                .filter(table -> !table.unwritable())
                .map(table -> "ONLY " + Quote.name(table.name()))
                .collect(joining(", "));
        return names.isEmpty() ? "" : "LOCK TABLE " + names + " IN EXCLUSIVE MODE";
    }
}
