package io.github.pocstate.snapshot.postgres.internal.file;

import io.github.pocstate.Fault;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.rows.ForeignKeysLater;
import io.github.pocstate.snapshot.postgres.internal.rows.SequenceDelta;
import io.github.pocstate.snapshot.postgres.internal.rows.Triggers;
import io.github.pocstate.snapshot.postgres.internal.server.Quote;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.internal.server.WriteMode;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Empties the tables of a clone and fills them from a file, in one transaction, with neither triggers nor foreign keys in the
 * way. What was written is read back and compared.
 */
public final class CloneFiller {

    private static final String VIEWS_OLDEST_FIRST = "SELECT n.nspname, c.relname FROM pg_class c"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm' ORDER BY c.oid";

    private final Connection clone;
    private final String where;

    public CloneFiller(Connection clone, String where) {
        this.clone = clone;
        this.where = where;
    }

    /** Fills it; the statistics of its rows are made anew too. */
    public void fill(SnapshotFile file) throws SQLException {
        FileManifest manifest = file.manifest();
        List<TableName> tables =
                manifest.tables().stream().map(FileManifest.Table::table).toList();
        Sql.transaction(clone, target -> {
            WriteMode mode = WriteMode.of(target);
            Triggers triggers = new Triggers(target);
            triggers.off(mode, tables);
            ForeignKeysLater keys = new ForeignKeysLater(target, where);
            keys.postpone(mode);
            mode.begin(target);
            empty(tables);
            write(file);
            SequenceDelta.write(target, manifest.sequenceStates());
            keys.check(mode);
            triggers.on();
            refresh(manifest.views());
            return tables;
        });
        Sql.run(clone, "ANALYZE");
    }

    /** All at once, so that none refers to another one; partitioned tables refer too, and have no rows of their own. */
    private void empty(List<TableName> tables) throws SQLException {
        if (!tables.isEmpty()) {
            Sql.run(clone, tables.stream().map(Quote::name).collect(Collectors.joining(", ", "TRUNCATE ", " CASCADE")));
        }
    }

    private void write(SnapshotFile file) throws SQLException {
        TableRows rows = new TableRows(clone);
        for (FileManifest.Table table : file.manifest().tables()) {
            try (InputStream in = file.rows(table)) {
                rows.add(table.table(), table.columnNames(), in);
                Tally present = rows.count(table.table(), table.columnNames());
                if (!present.equals(table.content())) {
                    throw refused(
                            "The table was written, yet " + present.rows() + " rows of it are not the "
                                    + table.content().rows() + " of the file.",
                            "table [" + table.table() + "]",
                            "see what rewrites its rows: a rule, a policy or a function; nothing was changed");
                }
            } catch (IOException e) {
                throw file.failure(e);
            }
        }
    }

    /** A view that is made of others is younger than they are. */
    private void refresh(List<FileManifest.View> views) throws SQLException {
        Map<TableName, Long> rows = new TreeMap<>();
        views.forEach(view -> rows.put(view.view(), view.rows()));
        for (TableName view :
                Sql.list(clone, row -> new TableName(row.getString(1), row.getString(2)), VIEWS_OLDEST_FIRST)) {
            Long wanted = rows.get(view);
            if (wanted != null) {
                Sql.run(clone, "REFRESH MATERIALIZED VIEW " + Quote.name(view));
                long present = Sql.one(clone, row -> row.getLong(1), "SELECT count(*) FROM " + Quote.name(view));
                if (present != wanted) {
                    throw refused(
                            "The materialized view was computed anew and has " + present + " rows; the snapshot had "
                                    + wanted + ".",
                            "view [" + view + "]",
                            "refresh it where the snapshot comes from, save and export it anew; nothing was changed");
                }
            }
        }
    }

    private SnapshotException refused(String what, String place, String remedy) {
        return new SnapshotException(Fault.LAB, new Problem(what, where + ", " + place, remedy));
    }
}
