package io.github.pocstate.lab.internal.database;

import io.github.pocstate.lab.internal.topology.Topology;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What stands in the lab's database: NetBox's schema, the rows of a fresh install, two tokens, a topology.
 *
 * <p>Each method fills an empty database, or one that another left, in transactions of its own.
 */
final class LabContents {

    private static final SqlDump TABLES = SqlDump.ofResource("netbox-4.7.3-tables.sql.gz");
    private static final SqlDump CONSTRAINTS = SqlDump.ofResource("netbox-4.7.3-constraints.sql.gz");

    /** To be raised when {@link #withoutServers} makes something else of the same dumps. */
    private static final int EDITION = 1;

    private LabContents() {}

    /** Another word for each edition of what {@link #withoutServers} makes. */
    static String version() {
        return Integer.toHexString((TABLES.text() + CONSTRAINTS.text()).hashCode()) + "-" + EDITION;
    }

    /**
     * All of it in two transactions: tables with their rows, then keys, indexes and triggers. Rows are written faster while there
     * are none of these, and foreign keys are checked when they are made.
     */
    static void withServers(Topology topology, Connection connection) throws SQLException, IOException {
        connection.setAutoCommit(false);
        TABLES.replay(connection);
        addReadonlyToken(connection);
        new TopologyTables(topology, ContentTypes.read(connection)).copy(connection);
        connection.commit();
        CONSTRAINTS.replay(connection);
        connection.commit();
        vacuum(connection);
    }

    /** All but the servers, for {@link #addServers}. */
    static void withoutServers(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        TABLES.replay(connection);
        addReadonlyToken(connection);
        CONSTRAINTS.replay(connection);
        connection.commit();
        vacuum(connection);
    }

    /** The servers alone. The rows are right by themselves: neither triggers nor foreign keys take part. */
    static void addServers(Topology topology, Connection connection) throws SQLException, IOException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL session_replication_role = replica");
        }
        new TopologyTables(topology, ContentTypes.read(connection)).copy(connection);
        connection.commit();
        vacuum(connection);
    }

    private static void vacuum(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (FREEZE, ANALYZE)");
        }
    }

    /** A version 1 token is kept in plain text, so a row is all it takes. */
    private static void addReadonlyToken(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int added = statement.executeUpdate("INSERT INTO public.users_token"
                    + " (created, plaintext, write_enabled, description, user_id, enabled, version)"
                    + " SELECT created, '" + LabDatabase.READONLY_TOKEN + "', false, 'lab: read only', user_id, true, 1"
                    + " FROM public.users_token WHERE plaintext = '" + LabDatabase.TOKEN + "'");
            if (added != 1) {
                throw new IllegalStateException("the base dump does not hold the token that may write");
            }
        }
    }
}
