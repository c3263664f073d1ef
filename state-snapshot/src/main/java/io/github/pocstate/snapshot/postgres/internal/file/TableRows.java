package io.github.pocstate.snapshot.postgres.internal.file;

import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.server.CopyInput;
import io.github.pocstate.snapshot.postgres.internal.server.CopyOutput;
import io.github.pocstate.snapshot.postgres.internal.server.Quote;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The rows of tables as PostgreSQL's COPY writes and reads them in its text format: a line each. */
public final class TableRows {

    private static final int BUFFER = 1 << 16;

    private final Connection connection;

    public TableRows(Connection connection) throws SQLException {
        this.connection = connection;
        // amounts of money are written the same on every server
        Sql.run(connection, "SET lc_monetary = 'C'");
    }

    /** Writes all rows of a table, without those of its heirs. */
    public void write(TableName table, List<String> columns, OutputStream out) throws SQLException, IOException {
        try (CopyOutput copy = new CopyOutput(connection, "COPY " + target(table, columns) + " TO STDOUT")) {
            for (byte[] row = copy.next(); row != null; row = copy.next()) {
                out.write(row);
            }
        }
    }

    /** Adds rows to a table; returns how many. */
    long add(TableName table, List<String> columns, InputStream in) throws SQLException, IOException {
        try (CopyInput copy = new CopyInput(connection, "COPY " + target(table, columns) + " FROM STDIN")) {
            byte[] buffer = new byte[BUFFER];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                copy.write(buffer, 0, length);
            }
            return copy.finish();
        }
    }

    /** Counts the rows that {@link #write} would write. */
    public Tally count(TableName table, List<String> columns) throws SQLException, IOException {
        RowTally tally = new RowTally();
        write(table, columns, tally);
        return tally.total();
    }

    /** A table without columns has no list of them either. */
    private static String target(TableName table, List<String> columns) {
        return Quote.name(table) + (columns.isEmpty() ? "" : " (" + Quote.names(columns) + ")");
    }
}
