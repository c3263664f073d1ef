package io.github.pocstate.snapshot.postgres.internal.rows;

import io.github.pocstate.Fault;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.TableChange;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.server.ForeignKey;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.internal.server.WriteMode;
import io.github.pocstate.snapshot.postgres.model.TableFingerprint;
import io.github.pocstate.snapshot.postgres.model.UnwritableException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes the rows that differ, in the transaction that the target is in: first the old rows go, then the wanted ones come, so
 * that rows may swap their unique values. What was written is read back and compared.
 */
public final class DeltaWriter {

    private final Connection source;
    private final Connection target;
    private final String where;
    private final List<ForeignKey> keys;

    /** Writes from one database into another, which has these foreign keys. */
    public DeltaWriter(Connection source, Connection target, String where, List<ForeignKey> keys) {
        this.source = source;
        this.target = target;
        this.where = where;
        this.keys = keys;
    }

    /**
     * What was written.
     *
     * @param tables the tables' fingerprints now
     * @param orphans the rows of other tables that had to go, because what they belong to is gone
     */
    public record Written(Map<TableName, TableFingerprint> tables, List<TableChange> orphans) {}

    /**
     * Makes the target's tables equal; nothing is written if a way to do it is missing.
     *
     * @param deltas what must happen to which rows
     * @param compared all tables that are not left alone
     * @return what was written
     */
    public Written write(List<TableDelta> deltas, Set<TableName> compared) throws SQLException {
        List<TableName> tables =
                deltas.stream().map(delta -> delta.shape().name()).toList();
        refuseUnwritable(deltas);
        WriteMode mode = WriteMode.of(target);
        ForeignKeyGuard guard = new ForeignKeyGuard(target, where, compared, keys);
        if (mode == WriteMode.OWNER) {
            guard.refuseActing(tables);
        }
        Triggers triggers = new Triggers(target);
        triggers.off(mode, tables);
        mode.begin(target);
        Map<TableName, TableFingerprint> written = new TreeMap<>();
        for (TableDelta delta : deltas) {
            written.put(delta.shape().name(), write(delta));
        }
        List<TableChange> orphans = guard.removeOrphans(tables, triggers, mode);
        guard.refuseDangling(tables);
        if (mode == WriteMode.OWNER) {
            Sql.run(target, "SET CONSTRAINTS ALL IMMEDIATE");
        }
        triggers.on();
        return new Written(written, orphans);
    }

    private void refuseUnwritable(List<TableDelta> deltas) {
        for (TableDelta delta : deltas) {
            if (delta.shape().unwritable()) {
                throw new UnwritableException(new Problem(
                        "Rows of a materialized view or large objects differ, and they cannot be written.",
                        where + ", [" + delta.shape().name() + "]",
                        "restore by swap, or name the view as noise and refresh it; nothing was changed"));
            }
        }
    }

    private TableFingerprint write(TableDelta delta) throws SQLException {
        TableShape shape = delta.shape();
        RowMatch match = delta.match();
        KeptValues kept = KeptValues.read(target, shape, match.stale());
        long gone = delete(shape, match.surplus()) + delete(shape, match.stale());
        RowPipe.Copied come = new RowPipe(source, target).copy(shape, match.wanted());
        kept.write(target);
        Present present = readBack(delta);
        Outcome outcome = new Outcome(
                gone,
                come.rows(),
                present.written(),
                present.digest(),
                present.table().rows());
        Outcome wanted = new Outcome(
                match.surplus().size() + match.stale().size(),
                match.wanted().size(),
                match.wanted().size(),
                come.digest(),
                delta.rows());
        if (!outcome.equals(wanted)) {
            throw new SnapshotException(
                    Fault.BUG,
                    new Problem(
                            "The table is not as wanted after it was written: " + outcome + " instead of " + wanted
                                    + ".",
                            where + ", table [" + shape.name() + "]",
                            "restore by swap, and report this; nothing was changed"));
        }
        return present.table();
    }

    /** What was done to one table, or was to be done. */
    private record Outcome(long deleted, long inserted, long found, long digest, long rows) {}

    /** A table when it was written: the rows of this transaction, and all of them. */
    private record Present(long written, long digest, TableFingerprint table) {}

    private long delete(TableShape shape, Locations rows) throws SQLException {
        long deleted = 0;
        for (String condition : rows.conditions()) {
            deleted += Sql.update(target, "DELETE" + shape.from() + condition);
        }
        return deleted;
    }

    private Present readBack(TableDelta delta) throws SQLException {
        TableShape shape = delta.shape();
        String written = " FILTER (WHERE xmin = CAST(pg_current_xact_id() AS xid))";
        return Sql.one(
                target,
                row -> new Present(
                        row.getLong(1),
                        low64(row.getBigDecimal(2)),
                        new TableFingerprint(delta.file(), row.getLong(3), row.getLong(4))),
                "SELECT count(*)" + written + ", coalesce(sum(" + shape.copyHash() + ")" + written + ", 0), "
                        + Fingerprinter.PLACES + shape.from());
    }

    private static long low64(BigDecimal sum) {
        return sum.toBigInteger().longValue();
    }
}
