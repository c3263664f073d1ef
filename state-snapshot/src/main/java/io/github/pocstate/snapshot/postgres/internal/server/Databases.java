package io.github.pocstate.snapshot.postgres.internal.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Whole databases: made, sealed, marked and dropped. */
public final class Databases {

    /** From here on copying files costs less than logging every block, though it forces two checkpoints. */
    private static final long COPY_FILES_FROM_BYTES = 512L << 20;

    private Databases() {}

    /**
     * Copies a database that has no sessions; the copy admits nobody. The caller has the lock of the copy's name: if there is such
     * a database by then, unfinished, a killed call's statement has gone on in the server.
     */
    public static void copy(Connection connection, String template, String copy) throws SQLException {
        try {
            create(connection, template, copy);
        } catch (SQLException e) {
            if (!Failures.isThereAlready(e) || !isUnfinished(connection, copy)) {
                throw e;
            }
            drop(connection, copy);
            create(connection, template, copy);
        }
    }

    private static void create(Connection connection, String template, String copy) throws SQLException {
        String owner = owner(connection, template);
        long bytes = size(connection, template);
        Sql.run(
                connection,
                "CREATE DATABASE " + Quote.name(copy) + " TEMPLATE " + Quote.name(template) + " OWNER "
                        + Quote.name(owner) + " STRATEGY " + (bytes < COPY_FILES_FROM_BYTES ? "WAL_LOG" : "FILE_COPY")
                        + " ALLOW_CONNECTIONS false IS_TEMPLATE false");
    }

    /** Makes an empty database with the name and the owner that a copy will have; the caller drops it. */
    public static void rehearse(Connection connection, String template, String copy) throws SQLException {
        Sql.run(
                connection,
                "CREATE DATABASE " + Quote.name(copy) + " TEMPLATE template0 OWNER "
                        + Quote.name(owner(connection, template)) + " STRATEGY WAL_LOG ALLOW_CONNECTIONS false");
    }

    private static String owner(Connection connection, String database) throws SQLException {
        return Sql.one(
                connection,
                row -> row.getString(1),
                "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = ?",
                database);
    }

    public static void seal(Connection connection, String database) throws SQLException {
        Sql.run(connection, "ALTER DATABASE " + Quote.name(database) + " ALLOW_CONNECTIONS false IS_TEMPLATE true");
    }

    public static void admit(Connection connection, String database, boolean sessions) throws SQLException {
        Sql.run(connection, "ALTER DATABASE " + Quote.name(database) + " ALLOW_CONNECTIONS " + sessions);
    }

    public static void comment(Connection connection, String database, Optional<String> comment) throws SQLException {
        Sql.run(
                connection,
                "COMMENT ON DATABASE " + Quote.name(database) + " IS "
                        + comment.map(Quote::text).orElse("NULL"));
    }

    public static boolean exists(Connection connection, String database) throws SQLException {
        return Sql.yes(connection, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = ?)", database);
    }

    /** What makes a database of ours complete is its comment. */
    private static boolean isUnfinished(Connection connection, String database) throws SQLException {
        return Sql.yes(
                connection,
                "SELECT EXISTS (SELECT FROM pg_database WHERE datname = ? AND shobj_description(oid, 'pg_database') IS NULL)",
                database);
    }

    public static long size(Connection connection, String database) throws SQLException {
        return Sql.one(connection, row -> row.getLong(1), "SELECT pg_database_size(?)", database);
    }

    /** Its size, or nothing for one that was dropped a moment ago. */
    public static long sizeIfPresent(Connection connection, String database) throws SQLException {
        try {
            return size(connection, database);
        } catch (SQLException e) {
            if (Failures.isMissingDatabase(e)) {
                return 0;
            }
            throw e;
        }
    }

    /** Drops a database of ours, an invalid one that an interrupted drop has left too. */
    public static void drop(Connection connection, String database) throws SQLException {
        boolean template = Sql.first(
                        connection,
                        row -> row.getBoolean(1),
                        "SELECT datistemplate FROM pg_database WHERE datname = ? AND datconnlimit <> -2",
                        database)
                .orElse(false);
        if (template) {
            Sql.run(connection, "ALTER DATABASE " + Quote.name(database) + " IS_TEMPLATE false");
        }
        Sql.run(connection, "DROP DATABASE IF EXISTS " + Quote.name(database) + " WITH (FORCE)");
    }
}
