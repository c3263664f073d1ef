package io.github.pocstate.snapshot.postgres.internal.rows;

import io.github.pocstate.Fault;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.server.ForeignKey;
import io.github.pocstate.snapshot.postgres.internal.server.Quote;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.internal.server.WriteMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Foreign keys, checked once all rows are there, whatever order the tables came in. */
public final class ForeignKeysLater {

    /** A foreign key that is checked after each statement. */
    private record Strict(TableName table, String name) {}

    private static final String STRICT = "SELECT n.nspname, c.relname, f.conname FROM pg_constraint f"
            + " JOIN pg_class c ON c.oid = f.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE f.contype = 'f' AND NOT f.condeferrable AND f.conparentid = 0";

    private final Connection connection;
    private final String where;
    private final List<Strict> postponed = new ArrayList<>();

    public ForeignKeysLater(Connection connection, String where) {
        this.connection = connection;
        this.where = where;
    }

    /** Before the first row: an owner can postpone them all, for one who writes as a replica they do not act. */
    public void postpone(WriteMode mode) throws SQLException {
        if (mode == WriteMode.OWNER) {
            postponed.addAll(Sql.list(
                    connection,
                    row -> new Strict(new TableName(row.getString(1), row.getString(2)), row.getString(3)),
                    STRICT));
            alter(" DEFERRABLE");
        }
    }

    /** After the last row; then they are as they were. */
    public void check(WriteMode mode) throws SQLException {
        if (mode == WriteMode.OWNER) {
            Sql.run(connection, "SET CONSTRAINTS ALL IMMEDIATE");
            alter(" NOT DEFERRABLE");
        } else {
            refuseOrphans();
        }
    }

    private void alter(String how) throws SQLException {
        for (Strict key : postponed) {
            Sql.run(
                    connection,
                    "ALTER TABLE " + Quote.name(key.table()) + " ALTER CONSTRAINT " + Quote.name(key.name()) + how);
        }
    }

    private void refuseOrphans() throws SQLException {
        for (ForeignKey key : ForeignKey.all(connection)) {
            long orphans = Sql.one(connection, row -> row.getLong(1), "SELECT count(*)" + key.orphans(connection));
            if (orphans > 0) {
                throw new SnapshotException(
                        Fault.USER,
                        new Problem(
                                orphans + " rows of the file refer to rows that it lacks.",
                                where + ", table [" + key.child().table() + "], constraint [" + key.name() + "]",
                                "export the snapshot again; nothing was changed"));
            }
        }
    }
}
