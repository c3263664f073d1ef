package io.github.pocstate.snapshot.postgres.internal.server;

import java.sql.SQLException;
import org.postgresql.copy.CopyOperation;
import org.postgresql.core.BaseConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What both directions of COPY have in common: how they fail, and how they end before they are done. */
final class Copies {

    private static final Logger LOG = LoggerFactory.getLogger(Copies.class);

    /** Then the connection is cut off, and the server ends its session. */
    private static final int MILLIS_TO_CANCEL = 5_000;

    private static final String CONNECTION = "08";

    private Copies() {}

    /** Something that ends a COPY. */
    @FunctionalInterface
    interface Cancellation {
        void run() throws SQLException;
    }

    /** Cancels a COPY, in seconds; the connection is free afterwards, or closed. */
    static void end(BaseConnection connection, CopyOperation copy, Cancellation cancellation) {
        boolean cancelled = false;
        try {
            int timeout = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, MILLIS_TO_CANCEL);
            try {
                cancellation.run();
                cancelled = true;
            } finally {
                cancelled |= !copy.isActive() && isAlive(connection);
                connection.setNetworkTimeout(Runnable::run, timeout);
            }
        } catch (SQLException e) {
            LOG.debug("a COPY was ended: {}", e.getMessage());
        }
        if (!cancelled) {
            cutOff(connection);
        }
    }

    /** The server's answer to a cancellation is an error, too. */
    private static boolean isAlive(BaseConnection connection) throws SQLException {
        return connection.isValid(MILLIS_TO_CANCEL / 1000);
    }

    private static void cutOff(BaseConnection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("a connection was cut off already: {}", e.getMessage());
        }
    }

    /** The driver loses what the server says when it ends a session during a COPY; so this says which session it was. */
    static SQLException failed(BaseConnection connection, SQLException error) {
        String state = error.getSQLState();
        if (state == null || !state.startsWith(CONNECTION)) {
            return error;
        }
        return new SQLException(
                "its session " + connection.getBackendPID() + " ended during a COPY, and PostgreSQL's log says why ("
                        + error.getMessage() + ")",
                state,
                error);
    }
}
