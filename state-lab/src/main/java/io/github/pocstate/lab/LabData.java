package io.github.pocstate.lab;

import io.github.pocstate.Problem;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.lab.internal.database.LabDatabase;
import io.github.pocstate.lab.internal.topology.Topology;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The database of a lab in its PostgreSQL, and a copy of it as it was made, unless it is large.
 *
 * @param adminUrl the server, as its superuser
 * @param topology what stands in the lab
 */
record LabData(String adminUrl, Topology topology) {

    /** Nobody can connect to it, so it stays as it is. */
    private static final String AS_MADE = LabDatabase.NAME + "_as_made";

    /** From there on a copy costs more disk than the time to make the database anew is worth. */
    private static final int MOST_SERVERS_COPIED = 10_000;

    /** Makes the database, unless it is there; it never is by half. */
    void createIfMissing(Runnable making) {
        try (Connection connection = DriverManager.getConnection(adminUrl);
                Statement statement = connection.createStatement()) {
            if (!exists(LabDatabase.NAME, statement)) {
                making.run();
                create(statement);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Makes the database as it was made, whoever is connected to it; other databases of the server stay. */
    void recreate() {
        try (Connection connection = DriverManager.getConnection(adminUrl);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + LabDatabase.NAME + " WITH (FORCE)");
            if (exists(AS_MADE, statement)) {
                statement.execute("CREATE DATABASE " + LabDatabase.NAME + " OWNER " + LabDatabase.USER + " TEMPLATE "
                        + AS_MADE + " STRATEGY FILE_COPY");
            } else {
                create(statement);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void create(Statement statement) throws SQLException {
        LabDatabase.create(adminUrl, topology);
        if (topology.servers() <= MOST_SERVERS_COPIED && !exists(AS_MADE, statement)) {
            statement.execute("CREATE DATABASE " + AS_MADE + " OWNER " + LabDatabase.USER + " TEMPLATE "
                    + LabDatabase.NAME + " STRATEGY FILE_COPY ALLOW_CONNECTIONS false");
        }
    }

    private static boolean exists(String database, Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + database + "'")) {
            return found.next();
        }
    }

    private static UnreachableException failed(SQLException error) {
        return new UnreachableException(
                new Problem(
                        "The lab's PostgreSQL refused: " + error.getMessage(),
                        "database " + LabDatabase.NAME,
                        "stop the lab and start it again"),
                error);
    }
}
