package io.github.pocstate.snapshot.postgres.internal.rows;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.snapshot.postgres.internal.server.CopyInput;
import io.github.pocstate.snapshot.postgres.internal.server.CopyOutput;
import io.github.pocstate.snapshot.postgres.internal.server.Quote;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** Copies rows from one database into another as PostgreSQL's COPY writes and reads them, a message at a time. */
final class RowPipe {

    private static final int BUFFER = 1 << 16;

    private final Connection source;
    private final Connection target;

    /** Both databases keep texts in one encoding, which is not converted on the way: a byte that is no character arrives as it is. */
    private final String asKept;

    RowPipe(Connection source, Connection target) throws SQLException {
        this.source = source;
        this.target = target;
        this.asKept = " (ENCODING "
                + Quote.text(requireNonNull(source.unwrap(PGConnection.class).getParameterStatus("server_encoding")))
                + ")";
    }

    /**
     * Rows that were copied.
     *
     * @param rows how many arrived
     * @param digest the sum of what the source says they hold
     */
    record Copied(long rows, long digest) {

        private Copied and(Copied more) {
            return new Copied(rows + more.rows, digest + more.digest);
        }
    }

    /** Copies the wanted rows of a table. */
    Copied copy(TableShape shape, Locations wanted) throws SQLException {
        String columns = Quote.names(shape.columns());
        String to = "COPY " + Quote.name(shape.name()) + " (" + columns + ") FROM STDIN" + asKept;
        Copied copied = new Copied(0, 0);
        for (String condition : wanted.conditions()) {
            String rows = "SELECT " + columns + ", " + shape.copyHash() + shape.from() + condition;
            copied = copied.and(pipe("COPY (" + rows + ") TO STDOUT" + asKept, to));
        }
        return copied;
    }

    /** The last column is the row's hash, and stays here. */
    private Copied pipe(String from, String to) throws SQLException {
        try (CopyOutput out = new CopyOutput(source, from);
                CopyInput in = new CopyInput(target, to)) {
            byte[] buffer = new byte[BUFFER];
            int filled = 0;
            long digest = 0;
            for (byte[] row = out.next(); row != null; row = out.next()) {
                int length = lastColumn(row);
                digest += number(row, length);
                row[length - 1] = '\n';
                if (filled + length > BUFFER) {
                    in.write(buffer, 0, filled);
                    filled = 0;
                }
                if (length > BUFFER) {
                    in.write(row, 0, length);
                } else {
                    System.arraycopy(row, 0, buffer, filled, length);
                    filled += length;
                }
            }
            in.write(buffer, 0, filled);
            return new Copied(in.finish(), digest);
        }
    }

    /** Where it begins: a tab within a value is written otherwise. */
    private static int lastColumn(byte[] row) {
        int at = row.length;
        while (row[at - 1] != '\t') {
            at--;
        }
        return at;
    }

    private static long number(byte[] row, int from) {
        return Long.parseLong(new String(row, from, row.length - 1 - from, StandardCharsets.US_ASCII));
    }
}
