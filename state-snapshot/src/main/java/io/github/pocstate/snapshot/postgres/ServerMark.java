package io.github.pocstate.snapshot.postgres;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What of the server a snapshot depends on.
 *
 * @param postgresMajor PostgreSQL's major version
 * @param collationVersion the version of the database's collation, empty if it has none
 * @since 0.1
 */
public record ServerMark(int postgresMajor, String collationVersion) {

    /**
     * Refuses nulls.
     *
     * @param postgresMajor PostgreSQL's major version
     * @param collationVersion the version of the database's collation, empty if it has none
     */
    public ServerMark {
        requireNonNull(collationVersion, "collationVersion");
    }

    /** What of the server a database depends on. */
    static ServerMark of(Connection connection, String database) throws SQLException {
        return Sql.one(
                connection,
                row -> new ServerMark(row.getInt(1) / 10_000, row.getString(2)),
                "SELECT CAST(current_setting('server_version_num') AS int), coalesce(datcollversion, '')"
                        + " FROM pg_database WHERE datname = ?",
                database);
    }
}
