package io.github.pocstate.snapshot.postgres.internal.rows;

import static java.util.stream.Collectors.joining;

import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.server.Quote;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.model.Noise;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A table's columns, and how its rows are told apart.
 *
 * @param name the table
 * @param columns the columns that are stored and not generated, in order
 * @param key the primary key's columns; empty if it has none
 * @param kept the columns that are noise
 * @param json the columns of type jsonb
 * @param unwritable whether nobody can write its rows: a materialized view, or the large objects
 */
public record TableShape(
        TableName name,
        List<String> columns,
        List<String> key,
        List<String> kept,
        List<String> json,
        boolean unwritable) {

    private static final String COLUMNS =
            "SELECT a.attname, coalesce(a.attnum = ANY (i.indkey), false), a.atttypid = 'jsonb'::regtype,"
                    + " c.relkind = 'm' OR n.nspname = 'pg_catalog'"
                    + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid"
                    + " LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary"
                    + " WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''"
                    + " ORDER BY a.attnum";

    private record Column(String name, boolean key, boolean json, boolean unwritable) {}

    public TableShape {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        kept = List.copyOf(kept);
        json = List.copyOf(json);
    }

    public static TableShape read(Connection connection, TableName table, Noise noise) throws SQLException {
        List<Column> columns = Sql.list(
                connection,
                row -> new Column(row.getString(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4)),
                COLUMNS,
                table.schema(),
                table.name());
        return new TableShape(
                table,
                names(columns, column -> true),
                names(columns, Column::key),
                names(columns, column -> !column.key() && noise.column(table, column.name())),
                names(columns, Column::json),
                columns.stream().anyMatch(Column::unwritable));
    }

    private static List<String> names(List<Column> columns, Predicate<Column> some) {
        return columns.stream().filter(some).map(Column::name).toList();
    }

    /** SQL for a row's content as a number; what is noise does not count. */
    String contentHash() {
        return hash(without(kept));
    }

    /**
     * SQL for a row's content as a number, for rows that were copied: JSON counts by its values, whatever their spelling, in a
     * third of the time.
     */
    String copyHash() {
        List<String> others = without(kept);
        List<String> values =
                json.stream().filter(others::remove).map(Quote::name).toList();
        return values.isEmpty()
                ? contentHash()
                : "hash_record_extended(ROW(" + hash(others) + ", " + String.join(", ", values) + "), 0)";
    }

    private List<String> without(List<String> some) {
        List<String> others = new ArrayList<>(columns);
        others.removeAll(some);
        return others;
    }

    /** SQL for what tells rows apart as a number: the primary key, or all there is. */
    String identityHash() {
        return key.isEmpty() ? contentHash() : hash(key);
    }

    private static String hash(List<String> columns) {
        String row = columns.stream().map(Quote::name).collect(joining(", ", "CAST(ROW(", ") AS text)"));
        return "hashtextextended(" + row + " COLLATE \"C\", 0)";
    }

    /** The table as FROM needs it: without its heirs. */
    public String from() {
        return " FROM ONLY " + Quote.name(name);
    }
}
