package io.github.pocstate.examples.phases;

import io.github.pocstate.spi.Row;
import io.github.pocstate.spi.Tables;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of one schema, read row by row; not thread-safe. */
final class JdbcTables implements Tables {

    private final Sql sql;
    private final String schema;
    private final Map<String, Set<String>> columns = new HashMap<>();

    JdbcTables(Sql sql, String schema) {
        this.sql = sql;
        this.schema = schema;
    }

    @Override
    public Set<String> columns(String table) {
        return columns.computeIfAbsent(
                table,
                name -> new LinkedHashSet<>(sql.texts(
                        "SELECT column_name FROM information_schema.columns WHERE table_schema = ? AND table_name = ?"
                                + " ORDER BY ordinal_position",
                        schema,
                        name)));
    }

    @Override
    public List<Row> read(String table, String... columns) {
        List<String> names = List.of(columns);
        String list = names.stream().map(name -> '"' + name + "\"::text").collect(Collectors.joining(", "));
        return sql.rows("SELECT " + list + " FROM " + schema + "." + table, row -> {
            @Nullable String[] values = new String[names.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.getString(i + 1);
            }
            return new Row(names, values);
        });
    }
}
