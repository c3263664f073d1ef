package io.github.pocstate.lab.internal.database;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.PGCopyOutputStream;
import org.postgresql.core.BaseConnection;

/**
 * One of NetBox's tables and how its rows are made of values; columns that are not named are null.
 *
 * <p>This class is not thread-safe.
 *
 * @param <T> what a row is made of
 */
final class Table<T> {

    private static final int BUFFER = 1 << 16;

    private final String name;
    private final List<Column<T>> columns = new ArrayList<>();

    /**
     * A column.
     *
     * @param name its name
     * @param text what stands in it, as COPY wants it
     */
    private record Column<T>(String name, Function<T, String> text) {}

    Table(String name) {
        this.name = name;
    }

    /** A column and what stands in it. */
    Table<T> with(String column, Function<T, @Nullable Object> value) {
        columns.add(new Column<>(column, row -> CopyText.of(value.apply(row))));
        return this;
    }

    /** Columns that hold the same in every row. */
    Table<T> always(Object constant, String... names) {
        String text = CopyText.of(constant);
        for (String column : names) {
            columns.add(new Column<>(column, row -> text));
        }
        return this;
    }

    /**
     * Writes the rows into the table, and sets its id sequence after them. They are read one by one, and closed.
     */
    void copy(Stream<T> rows, Connection connection) throws SQLException, IOException {
        CopyManager postgres = new CopyManager(connection.unwrap(BaseConnection.class));
        OutputStream copy = new PGCopyOutputStream(postgres.copyIn(copyStatement(connection)), BUFFER);
        try (rows;
                Writer out = new BufferedWriter(new OutputStreamWriter(copy, StandardCharsets.UTF_8))) {
            for (Iterator<T> all = rows.iterator(); all.hasNext(); ) {
                write(all.next(), out);
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SELECT setval(pg_get_serial_sequence('public." + name + "', 'id'), max(id)) FROM public." + name);
        }
    }

    private String copyStatement(Connection connection) throws SQLException {
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String options = isNew(connection) ? " WITH (FREEZE)" : "";
        return "COPY public." + name + " (" + names + ") FROM STDIN" + options;
    }

    /** Whether it was made in this transaction: then PostgreSQL can write rows as it would leave them after a while. */
    private boolean isNew(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet made = statement.executeQuery("SELECT xmin = pg_current_xact_id()::xid FROM pg_class"
                        + " WHERE oid = 'public." + name + "'::regclass")) {
            return made.next() && made.getBoolean(1);
        }
    }

    private void write(T row, Writer out) throws IOException {
        String separator = "";
        for (Column<T> column : columns) {
            out.write(separator);
            out.write(column.text().apply(row));
            separator = "\t";
        }
        out.write('\n');
    }
}
