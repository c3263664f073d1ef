package io.github.pocstate.snapshot.postgres.internal.server;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;
import org.postgresql.core.BaseConnection;

/** The rows that a COPY FROM STDIN takes; like {@link CopyOutput}, it is cancelled on closing if it did not come to its end. */
public final class CopyInput implements AutoCloseable {

    private final BaseConnection connection;
    private final CopyIn copy;

    public CopyInput(Connection connection, String sql) throws SQLException {
        this.connection = connection.unwrap(BaseConnection.class);
        try {
            this.copy = this.connection.getCopyAPI().copyIn(sql);
        } catch (SQLException e) {
            throw Copies.failed(this.connection, e);
        }
    }

    public void write(byte[] rows, int offset, int length) throws SQLException {
        try {
            copy.writeToCopy(rows, offset, length);
        } catch (SQLException e) {
            throw Copies.failed(connection, e);
        }
    }

    /** The end of the rows; returns how many arrived. */
    public long finish() throws SQLException {
        try {
            return copy.endCopy();
        } catch (SQLException e) {
            throw Copies.failed(connection, e);
        }
    }

    @Override
    public void close() {
        if (copy.isActive()) {
            Copies.end(connection, copy, copy::cancelCopy);
        }
    }
}
