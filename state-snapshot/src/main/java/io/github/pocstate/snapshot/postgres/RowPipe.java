package io.github.pocstate.snapshot.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;

/** Copies rows from one database into another as PostgreSQL's COPY writes and reads them, a message at a time. */
final class RowPipe {

    private static final int BUFFER = 1 << 16;

    private final BaseConnection source;
    private final BaseConnection target;

    RowPipe(Connection source, Connection target) throws SQLException {
        this.source = source.unwrap(BaseConnection.class);
        this.target = target.unwrap(BaseConnection.class);
    }

    /** Copies the wanted rows of a table; returns how many arrived. */
    long copy(TableShape shape, Locations wanted) throws SQLException {
        String columns = Quote.names(shape.columns());
        long copied = 0;
        for (String condition : wanted.conditions()) {
            String from = "COPY (SELECT " + columns + shape.from() + condition + ") TO STDOUT";
            String to = "COPY " + Quote.name(shape.name()) + " (" + columns + ") FROM STDIN";
            copied += pipe(from, to);
        }
        return copied;
    }

    private long pipe(String from, String to) throws SQLException {
        CopyOut out = source.getCopyAPI().copyOut(from);
        CopyIn in = target.getCopyAPI().copyIn(to);
        byte[] buffer = new byte[BUFFER];
        int filled = 0;
        for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
            if (filled + row.length > BUFFER) {
                in.writeToCopy(buffer, 0, filled);
                filled = 0;
            }
            if (row.length > BUFFER) {
                in.writeToCopy(row, 0, row.length);
            } else {
                System.arraycopy(row, 0, buffer, filled, row.length);
                filled += row.length;
            }
        }
        in.writeToCopy(buffer, 0, filled);
        return in.endCopy();
    }
}
