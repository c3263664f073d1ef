package io.github.pocstate.snapshot.postgres.internal.server;

import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;
import org.postgresql.copy.PGCopyInputStream;
import org.postgresql.core.BaseConnection;

/**
 * The rows that a COPY TO STDOUT sends.
 *
 * <p>As long as a COPY is under way, the driver keeps its connection locked: a rollback would wait for ever. So a COPY that was not
 * read to its end, because the session or the other side of the copy failed, is cancelled on closing; if that fails, the
 * connection is cut off.
 */
public final class CopyOutput implements AutoCloseable {

    private final BaseConnection connection;
    private final CopyOut copy;

    /** Starts the query; the server works on while the caller does something else. */
    public CopyOutput(Connection connection, String sql) throws SQLException {
        this.connection = connection.unwrap(BaseConnection.class);
        try {
            this.copy = this.connection.getCopyAPI().copyOut(sql);
        } catch (SQLException e) {
            throw Copies.failed(this.connection, e);
        }
    }

    /** The next message, a row in the text format; nothing after the last. */
    public byte @Nullable [] next() throws SQLException {
        try {
            return copy.readFromCopy();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** All of it as bytes; to be read instead of {@link #next}. */
    public InputStream stream() throws SQLException {
        return new PGCopyInputStream(copy);
    }

    /** What a failure while reading the stream means. */
    public SQLException failed(SQLException error) {
        return Copies.failed(connection, error);
    }

    @Override
    public void close() {
        if (copy.isActive()) {
            Copies.end(connection, copy, () -> {
                connection.cancelQuery();
                while (copy.readFromCopy() != null) { // what was sent before the server heard of it
                }
            });
        }
    }
}
