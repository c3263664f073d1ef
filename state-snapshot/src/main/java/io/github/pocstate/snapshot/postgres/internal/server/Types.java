package io.github.pocstate.snapshot.postgres.internal.server;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.snapshot.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * A table's columns and their types as SQL writes them.
 *
 * @param types the types by column
 */
public record Types(Map<String, String> types) {

    public Types {
        types = Map.copyOf(types);
    }

    public static Types of(Connection connection, TableName table) throws SQLException {
        Map<String, String> types = new HashMap<>();
        Sql.list(
                connection,
                row -> types.put(row.getString(1), row.getString(2)),
                "SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a"
                        + " JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped",
                table.schema(),
                table.name());
        return new Types(types);
    }

    public String of(String column) {
        return requireNonNull(types.get(column), column);
    }
}
