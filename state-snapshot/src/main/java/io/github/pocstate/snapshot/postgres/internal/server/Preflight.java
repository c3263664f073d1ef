package io.github.pocstate.snapshot.postgres.internal.server;

import io.github.pocstate.Fault;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the role and the database must allow, asked before anything is touched. */
public final class Preflight {

    private static final String OWNS_AND_CREATES =
            "SELECT r.rolsuper OR (r.rolcreatedb AND EXISTS (SELECT FROM pg_database"
                    + " WHERE datname = ? AND pg_has_role(r.oid, datdba, 'USAGE'))) FROM pg_roles r WHERE rolname = current_user";

    private static final String UNTOUCHABLE = "SELECT s.pid || ' (' || s.usename || ', ' || s.application_name || ')'"
            + " FROM pg_stat_activity s JOIN pg_roles me ON me.rolname = current_user"
            + " JOIN pg_roles it ON it.oid = s.usesysid WHERE s.datname = ? AND NOT me.rolsuper AND (it.rolsuper OR NOT"
            + " (pg_has_role(me.oid, it.oid, 'USAGE') OR pg_has_role(me.oid, 'pg_signal_backend', 'USAGE')))";

    private static final String MARKS = "SELECT CAST(current_setting('server_version_num') AS int) / 10000,"
            + " coalesce(pg_database_collation_actual_version(l.oid), ''), coalesce(s.datcollversion, '')"
            + " FROM pg_database l CROSS JOIN pg_database s WHERE l.datname = ? AND s.datname = ?";

    private static final String SORTED = "SELECT datcollversion, pg_database_collation_actual_version(oid)"
            + " FROM pg_database WHERE datname = ? AND datcollversion IS DISTINCT FROM"
            + " pg_database_collation_actual_version(oid) AND datcollversion IS NOT NULL";

    /** Those that the user made, and those of columns. */
    private static final String SORTED_WITHIN =
            "SELECT c.collname, n.nspname, c.collversion, pg_collation_actual_version(c.oid)"
                    + " FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace WHERE c.collversion IS NOT NULL"
                    + " AND (c.oid >= 16384 OR EXISTS (SELECT FROM pg_attribute a WHERE a.attcollation = c.oid"
                    + " AND a.attrelid >= 16384)) AND c.collversion IS DISTINCT FROM pg_collation_actual_version(c.oid)";

    private static final String HELD = "SELECT 'prepared transaction ' || gid FROM pg_prepared_xacts WHERE database = ?"
            + " UNION ALL SELECT 'replication slot ' || slot_name FROM pg_replication_slots WHERE database = ?";

    private final Server server;
    private final String live;

    public Preflight(Server server) {
        this.server = server;
        this.live = server.settings().live();
    }

    /** Refuses a database that is not there and a role that may not clone it. */
    public void mayClone() throws SQLException {
        try (Connection connection = server.maintenance()) {
            mayClone(connection);
        }
    }

    /** The same over a connection to the maintenance database. */
    public void mayClone(Connection connection) throws SQLException {
        if (!Databases.exists(connection, live)) {
            throw refused("There is no database of this name.", "", "check the database's URL");
        }
        if (!Sql.yes(connection, OWNS_AND_CREATES, live)) {
            throw refused(
                    "The role may not clone the database: it needs CREATEDB and to own it.",
                    "",
                    "ALTER ROLE … CREATEDB and ALTER DATABASE … OWNER TO, or connect as another role");
        }
    }

    /** Refuses when a session could not be ended, or something else would hold the database. */
    public void mayEndSessions() throws SQLException {
        try (Connection connection = server.maintenance()) {
            mayEndSessions(connection);
        }
    }

    /** The same over a connection to the maintenance database. */
    public void mayEndSessions(Connection connection) throws SQLException {
        List<String> untouchable = Sql.list(connection, row -> row.getString(1), UNTOUCHABLE, live);
        if (!untouchable.isEmpty()) {
            throw refused(
                    "The role may not end " + untouchable.size() + " sessions of the database.",
                    ", first process " + untouchable.get(0),
                    "GRANT pg_signal_backend TO the role; sessions of superusers must be ended by a superuser");
        }
        List<String> held = Sql.list(connection, row -> row.getString(1), HELD, live, live);
        if (!held.isEmpty()) {
            throw refused(
                    "Something other than a session holds the database.",
                    ", " + String.join(", ", held),
                    "finish the prepared transaction, drop the slot");
        }
    }

    /**
     * Refuses a database whose texts were sorted by another version of a collation, as after a change of the operating system's
     * image: PostgreSQL does not copy it, or copies indexes that are in no order any more.
     */
    public void sortsAsEver() throws SQLException {
        server.maintained(connection -> Sql.list(
                connection,
                row -> otherwiseSorted(
                        "The database",
                        row.getString(1),
                        row.getString(2),
                        "ALTER DATABASE " + Quote.name(live) + " REFRESH COLLATION VERSION"),
                SORTED,
                live));
        server.inOneMoment(connection -> Sql.list(
                connection,
                row -> otherwiseSorted(
                        "The collation [" + row.getString(1) + "]",
                        row.getString(3),
                        row.getString(4),
                        "ALTER COLLATION " + Quote.name(new TableName(row.getString(2), row.getString(1)))
                                + " REFRESH VERSION"),
                SORTED_WITHIN));
    }

    private boolean otherwiseSorted(String what, @Nullable String then, @Nullable String now, String refresh) {
        throw refused(
                what + " was sorted by collation version [" + then + "], and the server has version [" + now + "] now.",
                "",
                "REINDEX DATABASE " + Quote.name(live) + ", then " + refresh);
    }

    /** Refuses a role that PostgreSQL does not admit to databases of ours; an absent one is asked for. */
    public void admitsToCopies() throws SQLException {
        String absent = DatabaseName.snapshot(live, new SnapshotId("none", Instant.EPOCH))
                .toString();
        try {
            server.open(absent).close();
        } catch (SQLException e) {
            if (!Failures.isMissingDatabase(e)) {
                throw e;
            }
        }
    }

    /** Refuses a snapshot that was made by another PostgreSQL, or whose texts another collation has sorted. */
    public void fits(Manifest snapshot) throws SQLException {
        try (Connection connection = server.maintenance()) {
            fits(connection, snapshot);
        }
    }

    /** Whether a snapshot fits. */
    public boolean isFit(Connection connection, Manifest snapshot) throws SQLException {
        try {
            fits(connection, snapshot);
            return true;
        } catch (SnapshotException e) {
            return false;
        }
    }

    /** The same over a connection to the maintenance database. */
    public void fits(Connection connection, Manifest snapshot) throws SQLException {
        String database = DatabaseName.snapshot(live, snapshot.id()).toString();
        Sql.list(connection, row -> fits(snapshot, database, row), MARKS, live, database);
    }

    private boolean fits(Manifest snapshot, String database, ResultSet now) throws SQLException {
        String detail = ", snapshot " + snapshot.id();
        if (snapshot.server().postgresMajor() != now.getInt(1)) {
            throw refused(
                    "The snapshot is of PostgreSQL " + snapshot.server().postgresMajor() + ", and the server is "
                            + now.getInt(1) + " now.",
                    detail,
                    "save the database again and delete this snapshot");
        }
        if (!now.getString(2).equals(now.getString(3))) {
            throw refused(
                    "The snapshot's texts are sorted by collation version [" + now.getString(3)
                            + "], and the server has version [" + now.getString(2) + "] now.",
                    detail,
                    "save the database again and delete this snapshot; or, if its order has not changed, ALTER DATABASE "
                            + Quote.name(database) + " REFRESH COLLATION VERSION");
        }
        return true;
    }

    private SnapshotException refused(String what, String detail, String remedy) {
        return new SnapshotException(
                Fault.USER, new Problem(what, server.where() + detail, remedy + "; nothing was changed"));
    }
}
