package io.github.pocstate.snapshot.postgres.internal.rows;

import io.github.pocstate.snapshot.postgres.internal.server.CopyOutput;
import io.github.pocstate.spi.Row;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as PostgreSQL's COPY writes them in text: twice as fast as a result set of texts. */
final class TextRows {

    private TextRows() {}

    /** The rows of a query that has these columns. */
    static List<Row> read(Connection connection, List<String> columns, String query) throws SQLException {
        try (CopyOutput out = new CopyOutput(connection, "COPY (" + query + ") TO STDOUT")) {
            List<Row> rows = new ArrayList<>();
            for (byte[] line = out.next(); line != null; line = out.next()) {
                rows.add(row(columns, new String(line, 0, line.length - 1, StandardCharsets.UTF_8)));
            }
            return rows;
        }
    }

    private static Row row(List<String> columns, String line) {
        @Nullable String[] values = new String[columns.size()];
        int from = 0;
        for (int i = 0; i < values.length; i++) {
            int tab = line.indexOf('\t', from);
            int to = tab < 0 ? line.length() : tab;
            values[i] = value(line.substring(from, to));
            from = to + 1;
        }
        return new Row(columns, values);
    }

    private static @Nullable String value(String written) {
        if (written.equals("\\N")) {
            return null;
        }
        return written.indexOf('\\') < 0 ? written : unescaped(written);
    }

    private static String unescaped(String written) {
        StringBuilder text = new StringBuilder(written.length());
        int from = 0;
        for (int at = written.indexOf('\\'); at >= 0; at = written.indexOf('\\', from)) {
            text.append(written, from, at).append(meant(written.charAt(at + 1)));
            from = at + 2;
        }
        text.append(written, from, written.length());
        return text.toString();
    }

    private static char meant(char letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\u000B';
            default -> letter;
        };
    }
}
