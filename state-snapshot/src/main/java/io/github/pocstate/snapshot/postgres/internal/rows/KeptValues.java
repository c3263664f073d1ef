package io.github.pocstate.snapshot.postgres.internal.rows;

import static java.util.stream.Collectors.joining;

import io.github.pocstate.snapshot.postgres.internal.server.Quote;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.internal.server.Types;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The columns that a restore leaves alone, held while their rows are written anew. */
final class KeptValues {

    private final TableShape shape;
    private final List<String> columns;
    private final List<List<String>> rows;

    private KeptValues(TableShape shape, List<List<String>> rows) {
        this.shape = shape;
        this.columns = columns(shape);
        this.rows = rows;
    }

    /** Reads them from the rows that are about to be replaced. */
    static KeptValues read(Connection connection, TableShape shape, Locations stale) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        if (!shape.kept().isEmpty() && !shape.key().isEmpty()) {
            List<String> columns = columns(shape);
            String texts = columns.stream()
                    .map(c -> "CAST(" + Quote.name(c) + " AS text)")
                    .collect(joining(", "));
            for (String condition : stale.conditions()) {
                rows.addAll(Sql.list(
                        connection,
                        row -> {
                            List<String> values = new ArrayList<>();
                            for (int i = 1; i <= columns.size(); i++) {
                                values.add(row.getString(i));
                            }
                            return values;
                        },
                        "SELECT " + texts + shape.from() + condition));
            }
        }
        return new KeptValues(shape, rows);
    }

    private static List<String> columns(TableShape shape) {
        List<String> columns = new ArrayList<>(shape.key());
        columns.addAll(shape.kept());
        return columns;
    }

    /** Writes them into the rows that came instead. */
    void write(Connection connection) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        Object[] arrays = new Object[columns.size()];
        for (int i = 0; i < arrays.length; i++) {
            int column = i;
            arrays[i] = connection.createArrayOf(
                    "text", rows.stream().map(row -> row.get(column)).toArray());
        }
        Sql.update(connection, statement(Types.of(connection, shape.name())), arrays);
    }

    private String statement(Types types) {
        String values = columns.stream().map(c -> "?").collect(joining(", "));
        String names = IntStream.range(0, columns.size()).mapToObj(i -> "v" + i).collect(joining(", "));
        List<String> same = new ArrayList<>();
        List<String> set = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String value = "CAST(v.v" + i + " AS " + types.of(columns.get(i)) + ")";
            if (i < shape.key().size()) {
                same.add("t." + Quote.name(columns.get(i)) + " = " + value);
            } else {
                set.add(Quote.name(columns.get(i)) + " = " + value);
            }
        }
        return "UPDATE ONLY " + Quote.name(shape.name()) + " t SET " + String.join(", ", set) + " FROM unnest(" + values
                + ") v(" + names + ") WHERE " + String.join(" AND ", same);
    }
}
