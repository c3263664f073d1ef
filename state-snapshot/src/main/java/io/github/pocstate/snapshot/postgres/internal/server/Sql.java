package io.github.pocstate.snapshot.postgres.internal.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements in one line each. */
public final class Sql {

    /** Makes a value of a result's present row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Something done with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        public T run(Connection connection) throws SQLException;
    }

    private Sql() {}

    public static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public static long update(Connection connection, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, arguments)) {
            return statement.executeLargeUpdate();
        }
    }

    public static <T> List<T> list(Connection connection, Row<T> row, String sql, Object... arguments)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, arguments);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.read(rows));
            }
            return all;
        }
    }

    public static <T> Optional<T> first(Connection connection, Row<T> row, String sql, Object... arguments)
            throws SQLException {
        return list(connection, row, sql, arguments).stream().findFirst();
    }

    /** A query that always has a row. */
    public static <T> T one(Connection connection, Row<T> row, String sql, Object... arguments) throws SQLException {
        return first(connection, row, sql, arguments)
                .orElseThrow(() -> new SQLException("a query that always has a row had none: " + sql));
    }

    public static boolean yes(Connection connection, String sql, Object... arguments) throws SQLException {
        return one(connection, row -> row.getBoolean(1), sql, arguments);
    }

    /** All of it or nothing; the connection is in autocommit before and after, unless it broke. */
    public static <T> T transaction(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        T result;
        try {
            result = work.run(connection);
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(connection, e);
            throw e;
        }
        connection.setAutoCommit(true);
        return result;
    }

    /** What failed first is the failure that counts. */
    private static void rollBack(Connection connection, Throwable failure) {
        try {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }
}
