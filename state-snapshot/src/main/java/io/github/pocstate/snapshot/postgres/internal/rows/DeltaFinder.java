package io.github.pocstate.snapshot.postgres.internal.rows;

import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.model.DatabaseFingerprint;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.TableFingerprint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Finds the rows that differ between two databases of one lineage.
 *
 * <p>Tables with equal fingerprints are equal. Of the others, rows that lie in the same place and were written by the same
 * transaction are equal, as long as the table is still in the same file. Of what is left, rows that both sides have are compared
 * by content, so a row that was written again with the content it had is not taken for a change. Where one side
 * has more rows left than the other, those that it alone has, by their primary key, are not looked into.
 */
public final class DeltaFinder {

    private static final String NONE = " WHERE false";

    private final Connection source;
    private final Connection target;
    private final Noise noise;

    public DeltaFinder(Connection source, Connection target, Noise noise) {
        this.source = source;
        this.target = target;
        this.noise = noise;
    }

    /**
     * What would make these tables of the target equal to the source's, table by table, nothing for some of them perhaps; the
     * fingerprints are those of the two connections.
     */
    public List<TableDelta> find(List<TableName> tables, DatabaseFingerprint wanted, DatabaseFingerprint present)
            throws SQLException {
        List<TableDelta> deltas = new ArrayList<>();
        for (TableName table : tables) {
            deltas.add(compare(
                    TableShape.read(target, table, noise),
                    Objects.requireNonNull(wanted.tables().get(table)),
                    Objects.requireNonNull(present.tables().get(table))));
        }
        return deltas;
    }

    private TableDelta compare(TableShape shape, TableFingerprint wanted, TableFingerprint present)
            throws SQLException {
        Compared compared = rows(shape, wanted, present);
        return new TableDelta(shape, present.file(), wanted.rows(), compared.match(), compared.looked());
    }

    /** What must happen to a table's rows, and how many of the target's had to be looked into. */
    private record Compared(RowMatch match, int looked) {}

    private Compared rows(TableShape shape, TableFingerprint wanted, TableFingerprint present) throws SQLException {
        boolean oneHasNone = wanted.rows() == 0 || present.rows() == 0;
        if (wanted.file() != present.file() && !oneHasNone) {
            boolean asMany = wanted.rows() == present.rows();
            return contents(shape, List.of(""), List.of(""), asMany);
        }
        Locations ofSource = new Locations();
        Locations ofTarget = new Locations();
        try (BinaryRows sourceRows = new BinaryRows(source, places(shape, wanted));
                BinaryRows targetRows = new BinaryRows(target, places(shape, present))) {
            new PlaceMerge(sourceRows, targetRows).differing(ofSource, ofTarget);
        }
        if (ofTarget.isEmpty()) {
            return new Compared(RowMatch.missing(ofSource), 0);
        }
        if (ofSource.isEmpty()) {
            return new Compared(RowMatch.surplus(ofTarget), 0);
        }
        boolean asMany = ofSource.size() == ofTarget.size();
        return contents(shape, ofSource.conditions(), ofTarget.conditions(), asMany);
    }

    /** What was deleted lately takes as long to look at as what is there. */
    private static String places(TableShape shape, TableFingerprint table) {
        return "SELECT ctid, xmin" + shape.from() + (table.rows() == 0 ? NONE : "");
    }

    /** Where both sides have as many rows they are probably the same ones, and are not asked for their keys first. */
    private Compared contents(TableShape shape, List<String> ofSource, List<String> ofTarget, boolean asMany)
            throws SQLException {
        if (asMany || shape.key().isEmpty()) {
            Sides<RowDigest> rows = digests(shape, ofSource, ofTarget);
            return new Compared(
                    RowMatch.of(rows.source(), rows.target()), rows.target().size());
        }
        Sides<RowKey> keys = keys(shape, ofSource, ofTarget);
        KeyMatch match = KeyMatch.of(keys.source(), keys.target());
        Sides<RowDigest> rows =
                digests(shape, match.ofSource().conditions(), match.ofTarget().conditions());
        return new Compared(
                RowMatch.of(rows.source(), rows.target()).with(match.missing(), match.surplus()),
                keys.target().size());
    }

    private Sides<RowKey> keys(TableShape shape, List<String> ofSource, List<String> ofTarget) throws SQLException {
        return read(
                "SELECT ctid, " + shape.identityHash() + shape.from(),
                ofSource,
                ofTarget,
                rows -> new RowKey(rows.location(), rows.number()));
    }

    private Sides<RowDigest> digests(TableShape shape, List<String> ofSource, List<String> ofTarget)
            throws SQLException {
        return read(
                "SELECT ctid, " + shape.identityHash() + ", " + shape.contentHash() + shape.from(),
                ofSource,
                ofTarget,
                rows -> new RowDigest(rows.location(), rows.number(), rows.number()));
    }

    /** What both databases answer to a question; they work at a time. */
    private record Sides<T>(List<T> source, List<T> target) {

        Sides() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /** Makes something of the row that rows stand at. */
    @FunctionalInterface
    private interface RowReader<T> {
        T read(BinaryRows rows) throws SQLException;
    }

    private <T> Sides<T> read(String query, List<String> ofSource, List<String> ofTarget, RowReader<T> reader)
            throws SQLException {
        Sides<T> sides = new Sides<>();
        for (int i = 0; i < Math.max(ofSource.size(), ofTarget.size()); i++) {
            try (BinaryRows one = new BinaryRows(source, query + conditionAt(ofSource, i));
                    BinaryRows other = new BinaryRows(target, query + conditionAt(ofTarget, i))) {
                collect(one, reader, sides.source());
                collect(other, reader, sides.target());
            }
        }
        return sides;
    }

    private static String conditionAt(List<String> conditions, int index) {
        return index < conditions.size() ? conditions.get(index) : NONE;
    }

    private static <T> void collect(BinaryRows rows, RowReader<T> reader, List<T> collected) throws SQLException {
        while (rows.next()) {
            collected.add(reader.read(rows));
        }
    }
}
