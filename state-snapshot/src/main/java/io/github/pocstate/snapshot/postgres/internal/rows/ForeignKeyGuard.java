package io.github.pocstate.snapshot.postgres.internal.rows;

import io.github.pocstate.Fault;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.TableChange;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.server.ForeignKey;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.internal.server.WriteMode;
import io.github.pocstate.snapshot.postgres.model.UnwritableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sees to it that no foreign key is left broken between tables that are put back and tables that are left alone. Among the
 * tables that are put back none is: they come from one moment.
 */
final class ForeignKeyGuard {

    private final Connection connection;
    private final String where;
    private final Set<TableName> compared;
    private final List<ForeignKey> keys;

    /** A guard for a database of which some tables are compared, and the others left alone. */
    ForeignKeyGuard(Connection connection, String where, Set<TableName> compared, List<ForeignKey> keys) {
        this.connection = connection;
        this.where = where;
        this.compared = compared;
        this.keys = keys;
    }

    /** Refuses tables whose foreign keys an owner can neither postpone nor keep from acting; nothing is written yet. */
    void refuseActing(Collection<TableName> written) {
        List<String> acting = keys.stream()
                .filter(key -> !key.waits() && key.parent().in(written))
                .map(key -> key.child().table() + " " + key.name())
                .toList();
        if (!acting.isEmpty()) {
            throw new UnwritableException(new Problem(
                    "The role may not switch off foreign keys, and " + acting.size()
                            + " of them act or are checked at once.",
                    where + ", first [" + acting.get(0) + "]",
                    "GRANT SET ON PARAMETER session_replication_role TO the role, or restore by swap"));
        }
    }

    /** Deletes rows of tables that are left alone if what they belong to is gone; tells how many of which table. */
    List<TableChange> removeOrphans(Collection<TableName> written, Triggers triggers, WriteMode mode)
            throws SQLException {
        Map<TableName, Long> removed = new TreeMap<>();
        long removedNow;
        do {
            removedNow = 0;
            for (ForeignKey key : keys) {
                if (mayOrphan(key, written, removed)) {
                    long rows = remove(key, triggers, mode);
                    removed.merge(key.child().table(), rows, Long::sum);
                    removedNow += rows;
                }
            }
        } while (removedNow > 0);
        return removed.entrySet().stream()
                .filter(table -> table.getValue() > 0)
                .map(table -> new TableChange(table.getKey(), 0, 0, table.getValue()))
                .toList();
    }

    private boolean mayOrphan(ForeignKey key, Collection<TableName> written, Map<TableName, Long> removed) {
        boolean touched = key.child().in(written)
                || key.parent().in(written)
                || removed.getOrDefault(key.parent().table(), 0L) > 0;
        return touched && !key.child().in(compared);
    }

    private long remove(ForeignKey key, Triggers triggers, WriteMode mode) throws SQLException {
        String orphans = key.orphans(connection);
        if (!Sql.yes(connection, "SELECT EXISTS (SELECT" + orphans + ")")) {
            return 0;
        }
        refuseForeign(key);
        triggers.off(mode, key.child().tables());
        return Sql.update(connection, "DELETE" + orphans);
    }

    /** Rows in a schema that is not the application's are not ours to delete. */
    private void refuseForeign(ForeignKey key) {
        String schema = key.child().table().schema();
        if (compared.stream().map(TableName::schema).noneMatch(schema::equals)) {
            throw new SnapshotException(
                    Fault.LAB,
                    new Problem(
                            "Rows of a schema that is not the application's refer to rows that a restore would remove.",
                            where + ", table [" + key.child().table() + "], constraint [" + key.name() + "]",
                            "remove these rows first; nothing was changed"));
        }
    }

    /** Refuses to leave rows that were put back without rows of a table that is left alone. */
    void refuseDangling(Collection<TableName> written) throws SQLException {
        for (ForeignKey key : keys) {
            boolean touched = key.child().in(written) || key.parent().in(written);
            if (touched && key.child().in(compared) && !key.parent().in(compared)) {
                refuseDangling(key);
            }
        }
    }

    private void refuseDangling(ForeignKey key) throws SQLException {
        long rows = Sql.one(connection, row -> row.getLong(1), "SELECT count(*)" + key.orphans(connection));
        if (rows > 0) {
            throw new SnapshotException(
                    Fault.LAB,
                    new Problem(
                            rows + " rows of the snapshot refer to rows that a table that is left alone has no more.",
                            where + ", table [" + key.child().table() + "], constraint [" + key.name() + "]",
                            "let the restore include table [" + key.parent().table() + "]; nothing was changed"));
        }
    }
}
