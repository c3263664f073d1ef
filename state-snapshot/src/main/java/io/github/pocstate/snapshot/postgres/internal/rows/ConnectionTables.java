package io.github.pocstate.snapshot.postgres.internal.rows;

import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.server.Quote;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.internal.server.UncheckedSqlException;
import io.github.pocstate.spi.Row;
import io.github.pocstate.spi.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables of the application's schema, read in the transaction that a connection is in; not thread-safe. */
public final class ConnectionTables implements Tables {

    private static final String SCHEMA = "public";
    private static final String COLUMNS = "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(?)"
            + " AND attnum > 0 AND NOT attisdropped ORDER BY attnum";

    private final Connection connection;
    private final Map<String, Set<String>> columns = new HashMap<>();

    public ConnectionTables(Connection connection) {
        this.connection = connection;
    }

    /** Asked for again and again, and the same as long as the transaction lasts. */
    @Override
    public Set<String> columns(String table) {
        return columns.computeIfAbsent(table, this::readColumns);
    }

    private Set<String> readColumns(String table) {
        try {
            return new LinkedHashSet<>(Sql.list(connection, row -> row.getString(1), COLUMNS, name(table)));
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    @Override
    public List<Row> read(String table, String... columns) {
        try {
            return rows(connection, List.of(columns), " FROM " + name(table));
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    private static String name(String table) {
        return Quote.name(new TableName(SCHEMA, table));
    }

    /** The rows that FROM and a condition name. */
    public static List<Row> rows(Connection connection, List<String> columns, String from) throws SQLException {
        return TextRows.read(connection, columns, "SELECT " + Quote.names(columns) + from);
    }
}
