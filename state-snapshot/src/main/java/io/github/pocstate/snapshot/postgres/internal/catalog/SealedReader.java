package io.github.pocstate.snapshot.postgres.internal.catalog;

import io.github.pocstate.snapshot.postgres.internal.server.AdvisoryLock;
import io.github.pocstate.snapshot.postgres.internal.server.Aside;
import io.github.pocstate.snapshot.postgres.internal.server.Calls;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.internal.server.Databases;
import io.github.pocstate.snapshot.postgres.internal.server.Server;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Connects to databases that admit nobody: the door is open for the moment of connecting, under a lock, and closed before anything
 * is read.
 */
public final class SealedReader {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Server server;

    public SealedReader(Server server) {
        this.server = server;
    }

    /** A connection that reads one moment of a sealed database and writes nothing; to be closed. */
    public Connection open(String database) throws SQLException {
        Connection connection = connect(database);
        try {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Reads one moment of a snapshot. */
    public <T> T read(Manifest snapshot, Sql.Work<T> work) throws SQLException {
        try (Connection connection = open(
                DatabaseName.snapshot(server.settings().live(), snapshot.id()).toString())) {
            return work.run(connection);
        }
    }

    /** Begins to open a connection, while the caller does something else. */
    public Opening opening(String database) {
        return new Opening(() -> open(database));
    }

    /** Begins to open a connection that may write, in autocommit. */
    public Opening openingToWrite(String database) {
        return new Opening(() -> connect(database));
    }

    /** A connection that is being opened; closed with this, used or not. */
    public static final class Opening implements AutoCloseable {

        private final Aside<Connection> opened;

        private Opening(Calls.Call<Connection> door) {
            this.opened = new Aside<>(door);
        }

        public Connection get() throws SQLException {
            return opened.get();
        }

        @Override
        public void close() throws SQLException {
            if (opened.succeeded()) {
                get().close();
            }
        }
    }

    /** The lock under which a sealed database is opened, and its comment changed. */
    public static AdvisoryLock door(Server server, String database) throws SQLException {
        return AdvisoryLock.take(server, "open " + database, PATIENCE);
    }

    /** A connection that may write, in autocommit; to be closed. */
    public Connection connect(String database) throws SQLException {
        try (AdvisoryLock door = door(server, database)) {
            Databases.admit(door.session(), database, true);
            try {
                return server.open(database);
            } finally {
                Databases.admit(door.session(), database, false);
            }
        }
    }
}
