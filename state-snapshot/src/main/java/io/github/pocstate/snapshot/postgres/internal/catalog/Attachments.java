package io.github.pocstate.snapshot.postgres.internal.catalog;

import io.github.pocstate.snapshot.postgres.internal.rows.Relation;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is kept in a sealed database besides the application's tables, in {@link Relation#OWN_SCHEMA}. Neither a live database
 * nor a clone that becomes one has that schema.
 */
public final class Attachments {

    private Attachments() {}

    /** Puts these in the place of all that is there. */
    static void write(Connection connection, Map<String, byte[]> attachments) throws SQLException {
        remove(connection);
        Sql.run(
                connection,
                "CREATE SCHEMA pocstate; CREATE TABLE pocstate.attachment (name text PRIMARY KEY, content bytea NOT NULL)");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO pocstate.attachment VALUES (?, ?)")) {
            for (Map.Entry<String, byte[]> attachment : attachments.entrySet()) {
                insert.setString(1, attachment.getKey());
                insert.setBytes(2, attachment.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** All there are; none in a database without the schema. */
    public static Map<String, byte[]> read(Connection connection) throws SQLException {
        Map<String, byte[]> attachments = new TreeMap<>();
        if (Sql.yes(connection, "SELECT to_regclass('pocstate.attachment') IS NOT NULL")) {
            Sql.list(
                    connection,
                    row -> attachments.put(row.getString(1), row.getBytes(2)),
                    "SELECT name, content FROM pocstate.attachment");
        }
        return attachments;
    }

    /** Whether a database has the schema. */
    public static boolean present(Connection connection) throws SQLException {
        return Sql.yes(connection, "SELECT to_regnamespace('pocstate') IS NOT NULL");
    }

    /** Removes the schema. */
    static void remove(Connection connection) throws SQLException {
        Sql.run(connection, "DROP SCHEMA IF EXISTS pocstate CASCADE");
    }
}
