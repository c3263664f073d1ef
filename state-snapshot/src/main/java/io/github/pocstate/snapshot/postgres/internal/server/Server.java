package io.github.pocstate.snapshot.postgres.internal.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.pocstate.snapshot.postgres.model.PostgresSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The connections to one PostgreSQL server: a pool to the maintenance database, a pool to the live one, others on demand.
 *
 * <p>The pool to the live database keeps nothing open that nobody asked for, so that it never hinders its own work. This class
 * is thread-safe.
 */
public final class Server implements AutoCloseable {

    /** Rows must print the same on both sides, be read in their order on disk, and queries over all tables start at once. */
    private static final String READ_ALIKE = "SET jit = off; SET synchronize_seqscans = off;"
            + " SET max_parallel_workers_per_gather = 0; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres';"
            + " SET TimeZone = 'UTC'; SET extra_float_digits = 1; SET bytea_output = 'hex'; SET row_security = off;"
            + " SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0;"
            + " SET idle_session_timeout = 0;"
            + " SET default_transaction_read_only = off; SET default_transaction_isolation = 'read committed';"
            + " SET client_min_messages = warning;"
            // PostgreSQL 17 and later
            + " SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'transaction_timeout'";

    /** A setting of our sessions: the schema of the application; empty if all of them are. */
    public static final String SCHEMA = "pocstate.schema";

    /** A setting of the driver: the details of an error quote whole rows, and with them tokens and password hashes. */
    private static final String ERROR_DETAIL = "logServerErrorDetail";

    /**
     * A setting of the driver: prepared statements outlive the ALTER SEQUENCE of a restore. Planning a query over all tables
     * takes longer than running it, and no statement of ours returns the columns of a table by *.
     */
    private static final String FORGET_STATEMENTS = "flushCacheOnDdl";

    /**
     * Settings of the driver, for a server that fell silent: how many seconds one statement may take. A clone of a large
     * database is the longest; {@code socketTimeout} among the parameters of the address wins.
     */
    private static final String SILENCE = "socketTimeout";

    private static final String LONGEST_STATEMENT = "900";

    private static final int SECONDS_TO_ANSWER = 5;
    private static final int LIVE_CONNECTIONS = 5;
    private static final int MAINTENANCE_CONNECTIONS = 8;

    private final PostgresSettings settings;
    private final HikariDataSource maintenance;
    private final HikariDataSource live;
    private final Runnable beforeWrite;
    private final KnownForeignKeys foreignKeys = new KnownForeignKeys();

    private final Lock turn = new ReentrantLock(true);

    /** Else several callers, each with its first connection, might wait for the second one until the pool gives up. */
    private final Lock pairs = new ReentrantLock();

    public Server(PostgresSettings settings, Runnable beforeWrite) {
        this.settings = settings;
        this.beforeWrite = beforeWrite;
        this.maintenance = new HikariDataSource(pool(settings, settings.maintenance(), MAINTENANCE_CONNECTIONS));
        this.live = new HikariDataSource(pool(settings, settings.live(), LIVE_CONNECTIONS));
    }

    private static HikariConfig pool(PostgresSettings settings, String database, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("pocstate-" + database);
        config.setJdbcUrl(settings.address().url(database));
        config.setDataSourceProperties(settings.address().properties());
        config.addDataSourceProperty("ApplicationName", "pocstate");
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty(FORGET_STATEMENTS, "false");
        config.addDataSourceProperty(ERROR_DETAIL, "false");
        config.addDataSourceProperty(SILENCE, LONGEST_STATEMENT);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(Duration.ofSeconds(15).toMillis());
        config.setConnectionInitSql(begin(settings));
        return config;
    }

    private static String begin(PostgresSettings settings) {
        return READ_ALIKE + "; SET " + SCHEMA + " =" + Quote.text(settings.schema());
    }

    public PostgresSettings settings() {
        return settings;
    }

    /** Asked last thing before what is written takes effect; what it throws ends the work, and nothing takes effect. */
    public void requireOurs() {
        beforeWrite.run();
    }

    /** Where errors say they happened. */
    public String where() {
        return settings.address().toString();
    }

    /** Held by the one save or restore of this process that works. */
    Lock turn() {
        return turn;
    }

    /** The foreign keys of the live database. */
    public KnownForeignKeys foreignKeys() {
        return foreignKeys;
    }

    /** A connection to the maintenance database, in autocommit; to be closed. */
    public Connection maintenance() throws SQLException {
        return maintenance.getConnection();
    }

    /** Ends a connection to the maintenance database that nobody is to get again. */
    void discardMaintenance(Connection connection) {
        maintenance.evictConnection(connection);
    }

    public <T> T maintained(Sql.Work<T> work) throws SQLException {
        try (Connection connection = maintenance()) {
            return work.run(connection);
        }
    }

    /** A connection to the live database that somebody has not just ended, as a swap does; to be closed. */
    public Connection live() throws SQLException {
        for (int spent = 0; spent < LIVE_CONNECTIONS; spent++) {
            Connection connection = live.getConnection();
            if (connection.isValid(SECONDS_TO_ANSWER)) {
                return connection;
            }
            live.evictConnection(connection);
        }
        return live.getConnection();
    }

    /** Reads the live database of one moment, or writes to it if nobody has written since. */
    public <T> T inOneMoment(Sql.Work<T> work) throws SQLException {
        try (Connection connection = live()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return Sql.transaction(connection, reading -> work.run(patient(reading)));
        }
    }

    /** Work with two connections that see the same. */
    @FunctionalInterface
    public interface SharedMoment<T> {
        T run(Connection one, Connection other) throws SQLException;
    }

    /** Reads the live database of one moment over two connections; one caller after the other. */
    public <T> T inOneMoment(SharedMoment<T> work) throws SQLException {
        if (!Calls.isOurTurn(pairs, settings.exclusiveTimeout())) {
            throw new SQLTransientConnectionException("another comparison of this process did not end within "
                    + settings.exclusiveTimeout().toSeconds() + " s");
        }
        try (Connection another = live()) {
            another.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return inOneMoment(one -> {
                String moment = Sql.one(one, row -> row.getString(1), "SELECT pg_export_snapshot()");
                return Sql.transaction(another, other -> {
                    Sql.run(other, "SET TRANSACTION SNAPSHOT" + Quote.text(moment));
                    return work.run(one, patient(other));
                });
            });
        } finally {
            pairs.unlock();
        }
    }

    /** Reading waits only for a session that locks a table even against readers, as a migration does. */
    private Connection patient(Connection connection) throws SQLException {
        Sql.run(connection, "SET LOCAL lock_timeout = " + settings.lockTimeout().toMillis());
        return connection;
    }

    /** A connection of its own to any database; to be closed. */
    public Connection open(String database) throws SQLException {
        Properties properties = settings.address().properties();
        properties.setProperty(ERROR_DETAIL, "false");
        properties.setProperty(SILENCE, LONGEST_STATEMENT);
        Connection connection = DriverManager.getConnection(settings.address().url(database), properties);
        try {
            connection.setClientInfo("ApplicationName", "pocstate");
            Sql.run(connection, begin(settings));
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Closes our own idle connections to the live database. */
    void leaveLive() {
        live.getHikariPoolMXBean().softEvictConnections();
    }

    /** Closes our own idle connections, and those in use when they are given back: a pool looks only now and then. */
    void leaveAll() {
        leaveLive();
        maintenance.getHikariPoolMXBean().softEvictConnections();
    }

    @Override
    public void close() {
        live.close();
        maintenance.close();
    }
}
