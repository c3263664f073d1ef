package io.github.pocstate.snapshot.postgres.internal.server;

import java.sql.Connection;
import java.sql.SQLException;

/** How rows are written without setting off triggers and foreign key actions. */
public enum WriteMode {
    /** As a replica writes: superusers may, and roles that were granted SET ON PARAMETER session_replication_role. */
    REPLICA("SET LOCAL session_replication_role = replica", "A,R"),
    /** As the tables' owner: triggers switched off one by one, foreign keys checked at the end. */
    OWNER("SET CONSTRAINTS ALL DEFERRED", "O,A");

    private final String begin;
    private final String firing;

    WriteMode(String begin, String firing) {
        this.begin = begin;
        this.firing = firing;
    }

    /** The best mode that the role may use. */
    public static WriteMode of(Connection connection) throws SQLException {
        boolean replica =
                Sql.yes(connection, "SELECT has_parameter_privilege(current_user, 'session_replication_role', 'SET')");
        return replica ? REPLICA : OWNER;
    }

    /** Begins to write this way, until the transaction ends. */
    public void begin(Connection connection) throws SQLException {
        Sql.run(connection, begin);
    }

    /** The letters of the triggers that fire all the same. */
    public String firing() {
        return firing;
    }
}
