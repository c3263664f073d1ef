package io.github.pocstate.examples.phases;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** NetBox's database, asked directly; not thread-safe. */
final class Sql implements AutoCloseable {

    private final String url;
    private Connection connection;

    private Sql(String url) {
        this.url = url;
        this.connection = open(url);
    }

    /** Connects to {@code postgresql://user:password@host:port/db}. */
    static Sql connect(String url) {
        return new Sql(url);
    }

    /** Connects once more, to the database that has the name now. */
    void reconnect() {
        close();
        connection = open(url);
    }

    private static Connection open(String url) {
        URI uri = URI.create(url);
        String[] login = uri.getUserInfo().split(":", 2);
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(), login[0], login[1]);
        } catch (SQLException e) {
            throw new IllegalStateException("NETBOX_DB_URL does not lead to a database", e);
        }
    }

    /** Reads one row. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> rows(String query, Row<T> row, Object... values) {
        try (PreparedStatement statement = prepared(query, values);
                ResultSet result = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row.read(result));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    List<String> texts(String query, Object... values) {
        return rows(query, row -> row.getString(1), values);
    }

    String text(String query, Object... values) {
        return texts(query, values).get(0);
    }

    long number(String query, Object... values) {
        return rows(query, row -> row.getLong(1), values).get(0);
    }

    /** Changes rows and tells how many. */
    int run(String statement, Object... values) {
        try (PreparedStatement prepared = prepared(statement, values)) {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private PreparedStatement prepared(String query, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(query);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i] instanceof Collection<?> list ? array(list) : values[i]);
        }
        return statement;
    }

    private Object array(Collection<?> values) throws SQLException {
        boolean numbers = values.stream().allMatch(Long.class::isInstance);
        return connection.createArrayOf(numbers ? "bigint" : "text", values.toArray());
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("closing the database", e);
        }
    }
}
