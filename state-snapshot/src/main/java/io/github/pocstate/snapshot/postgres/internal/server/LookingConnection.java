package io.github.pocstate.snapshot.postgres.internal.server;

import io.github.pocstate.snapshot.postgres.model.PostgresAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection for somebody who only looks: nothing can be written in it, and nothing in it takes long. */
public final class LookingConnection {

    private static final Logger log = LoggerFactory.getLogger(LookingConnection.class);

    private static final String SECONDS_TO_CONNECT = "10";
    private static final String SECONDS_TO_ANSWER = "30";
    private static final String LOOK_ONLY = "SET default_transaction_read_only = on; SET statement_timeout = '20s';"
            + " SET lock_timeout = '2s'; SET jit = off; SET client_min_messages = warning";

    private LookingConnection() {}

    public static Connection open(PostgresAddress address, String database) throws SQLException {
        Properties properties = address.properties();
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("connectTimeout", SECONDS_TO_CONNECT);
        properties.setProperty("loginTimeout", SECONDS_TO_CONNECT);
        properties.setProperty("socketTimeout", SECONDS_TO_ANSWER);
        properties.setProperty("ApplicationName", "pocstate");
        Connection connection = DriverManager.getConnection(address.url(database), properties);
        try {
            connection.setClientInfo("ApplicationName", "pocstate");
            Sql.run(connection, LOOK_ONLY);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    public static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            log.debug("a connection could not be closed: {}", e.getSQLState());
        }
    }
}
