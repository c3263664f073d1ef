package io.github.pocstate.lab.internal.netbox.rest;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/**
 * The workers that NetBox's web server has, each with a database connection of its own that it keeps; thread-safe.
 *
 * <p>As with Django's {@code CONN_MAX_AGE} and without health checks, a connection that PostgreSQL ended is noticed by the
 * next request only: that one fails, and the one after it connects anew.
 */
public final class Workers implements AutoCloseable {

    private final String jdbcUrl;
    private final LinkedBlockingDeque<Worker> idle;
    private final List<Worker> all = new ArrayList<>();

    /**
     * Makes the workers; they connect when they are first needed.
     *
     * @param count how many requests are worked on at the same time
     */
    public Workers(String jdbcUrl, int count) {
        this.jdbcUrl = jdbcUrl;
        for (int i = 0; i < count; i++) {
            all.add(new Worker());
        }
        List<Worker> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled);
        this.idle = new LinkedBlockingDeque<>(shuffled);
    }

    /**
     * Waits for a worker and lets it do the work.
     *
     * @throws LostConnectionException its connection had been ended
     */
    <T> T work(Function<Handle, T> work) {
        Worker worker = take();
        try {
            return worker.work(work);
        } finally {
            idle.addLast(worker);
        }
    }

    private Worker take() {
        try {
            return idle.takeFirst();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a worker", e);
        }
    }

    @Override
    public void close() {
        all.forEach(Worker::disconnect);
    }

    /** One worker; used by one thread at a time. */
    private final class Worker {

        private @Nullable Handle handle;

        <T> T work(Function<Handle, T> work) {
            try {
                return work.apply(connected());
            } catch (JdbiException e) {
                if (isLost()) {
                    disconnect();
                    throw new LostConnectionException(e);
                }
                throw e;
            }
        }

        private Handle connected() {
            Handle kept = handle;
            if (kept == null) {
                kept = open();
                handle = kept;
            }
            return kept;
        }

        private Handle open() {
            try {
                Properties name = new Properties();
                name.setProperty("ApplicationName", "netbox"); // unless the address says another
                Jdbi jdbi = Jdbi.create(DriverManager.getConnection(jdbcUrl, name));
                jdbi.registerArrayType(String.class, "text");
                jdbi.registerArrayType(Long.class, "bigint");
                SqlStatements statements = jdbi.getConfig(SqlStatements.class);
                statements.setTemplateEngine((template, context) -> template);
                statements.setUnusedBindingAllowed(true); // the base of links is not in every selection
                return jdbi.open();
            } catch (SQLException e) {
                throw new LostConnectionException(e);
            }
        }

        private boolean isLost() {
            Handle kept = handle;
            try {
                Connection connection = kept == null ? null : kept.getConnection();
                return connection == null || connection.isClosed();
            } catch (SQLException e) {
                return true;
            }
        }

        private synchronized void disconnect() {
            Handle kept = handle;
            handle = null;
            if (kept != null) {
                try {
                    kept.getConnection().close();
                } catch (SQLException e) {
                    throw new IllegalStateException("a database connection cannot be closed", e);
                }
            }
        }
    }

    /** The database had ended the connection, or gives none. */
    static final class LostConnectionException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LostConnectionException(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }
}
