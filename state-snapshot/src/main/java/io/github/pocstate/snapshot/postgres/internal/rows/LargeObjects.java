package io.github.pocstate.snapshot.postgres.internal.rows;

import io.github.pocstate.Fault;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.model.DatabaseFingerprint;
import io.github.pocstate.snapshot.postgres.model.TableFingerprint;
import io.github.pocstate.snapshot.postgres.model.UnwritableException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Large objects are compared like rows, but nobody can write them as rows: if they differ, only a swap or a clone of the whole
 * database helps. A file does not hold them.
 */
public final class LargeObjects {

    private static final TableName LIST = new TableName("pg_catalog", "pg_largeobject_metadata");
    private static final TableName BYTES = new TableName("pg_catalog", "pg_largeobject");

    private LargeObjects() {}

    /** Refuses a database with large objects whose bytes the role may not read, so not compare. */
    public static void refuseUnseen(DatabaseFingerprint database, String where) {
        long present = in(database);
        if (present > 0 && !database.tables().containsKey(BYTES)) {
            throw new UnwritableException(new Problem(
                    "The database holds " + present + " large objects, which only a superuser can compare.",
                    where,
                    "restore by swap, or connect as a superuser; nothing was changed"));
        }
    }

    /** Refuses a database that holds any, rather than lose them in silence on the way through a file. */
    public static void refuseAny(Connection connection, String where) throws SQLException {
        long present = Sql.one(connection, row -> row.getLong(1), "SELECT count(*) FROM pg_largeobject_metadata");
        if (present > 0) {
            throw new SnapshotException(
                    Fault.LAB,
                    new Problem(
                            "The database holds " + present + " large objects, which a file does not keep.",
                            where,
                            "move the snapshot with pg_dump, or remove the large objects; nothing was changed"));
        }
    }

    /** How many a database holds. */
    public static long in(DatabaseFingerprint database) {
        TableFingerprint list = database.tables().get(LIST);
        return list == null ? 0 : list.rows();
    }

    /** Whether a table is one of those that hold them. */
    public static boolean areIn(TableName table) {
        return table.equals(LIST) || table.equals(BYTES);
    }
}
