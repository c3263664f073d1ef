package io.github.pocstate.snapshot.postgres;

import io.github.pocstate.snapshot.TableChange;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.catalog.Attachments;
import io.github.pocstate.snapshot.postgres.internal.catalog.SealedReader;
import io.github.pocstate.snapshot.postgres.internal.rows.ConnectionTables;
import io.github.pocstate.snapshot.postgres.internal.rows.Locations;
import io.github.pocstate.snapshot.postgres.internal.rows.TableDelta;
import io.github.pocstate.snapshot.postgres.internal.rows.TableShape;
import io.github.pocstate.snapshot.postgres.internal.server.Aside;
import io.github.pocstate.snapshot.postgres.internal.server.UncheckedSqlException;
import io.github.pocstate.snapshot.postgres.model.Comparison;
import io.github.pocstate.snapshot.postgres.model.DatabaseFingerprint;
import io.github.pocstate.snapshot.postgres.model.SequenceState;
import io.github.pocstate.spi.Row;
import io.github.pocstate.spi.RowDifference;
import io.github.pocstate.spi.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The differences found in a transaction on the live database. */
final class FoundDifferences implements Comparison {

    private static final int FEW = 300;

    private final Connection live;
    private final SealedReader.Opening kept;
    private final DatabaseFingerprint present;
    private final List<TableDelta> deltas;
    private final Map<TableName, SequenceState> sequences;

    /** The live database, those of its tables that were compared row by row, and where sequences should stand. */
    FoundDifferences(
            Connection live,
            SealedReader.Opening kept,
            DatabaseFingerprint present,
            List<TableDelta> deltas,
            Map<TableName, SequenceState> sequences) {
        this.live = live;
        this.kept = kept;
        this.present = present;
        this.deltas = deltas;
        this.sequences = sequences;
    }

    /** The live database, without what is left alone. */
    DatabaseFingerprint present() {
        return present;
    }

    /** The tables with rows that differ. */
    List<TableDelta> deltas() {
        return deltas.stream().filter(delta -> !delta.match().isEmpty()).toList();
    }

    /**
     * The tables that differ in no column any more when all rows are written; none if there is little in them to look into
     * again: noting that they are equal takes as long as looking into a few hundred rows.
     */
    List<TableName> wholly() {
        if (deltas.stream().mapToInt(TableDelta::apart).sum() <= FEW) {
            return List.of();
        }
        return deltas.stream()
                .map(TableDelta::shape)
                .filter(shape -> shape.kept().isEmpty())
                .map(TableShape::name)
                .toList();
    }

    Map<TableName, SequenceState> states() {
        return sequences;
    }

    boolean isEmpty() {
        return deltas.isEmpty() && sequences.isEmpty();
    }

    @Override
    public List<TableChange> changes() {
        return deltas().stream().map(TableDelta::change).toList();
    }

    @Override
    public List<TableName> sequences() {
        return List.copyOf(sequences.keySet());
    }

    @Override
    public List<RowDifference> rows(TableName table) {
        return deltas.stream()
                .filter(delta -> delta.shape().name().equals(table))
                .findFirst()
                .map(this::rows)
                .orElse(List.of());
    }

    private List<RowDifference> rows(TableDelta delta) {
        try {
            TableShape shape = delta.shape();
            try (Aside<List<Row>> ofKept =
                    new Aside<>(() -> read(kept.get(), shape, delta.match().wanted()))) {
                List<Row> ofLive = read(live, shape, delta.match().surplus());
                ofLive.addAll(read(live, shape, delta.match().stale()));
                return paired(shape.key(), ofLive, ofKept.get());
            }
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    private static List<Row> read(Connection connection, TableShape shape, Locations locations) throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (String condition : locations.conditions()) {
            rows.addAll(ConnectionTables.rows(connection, shape.columns(), shape.from() + condition));
        }
        return rows;
    }

    private static List<RowDifference> paired(List<String> key, List<Row> ofLive, List<Row> ofKept) {
        List<RowDifference> pairs = new ArrayList<>();
        Map<List<Optional<String>>, Row> byKey = new HashMap<>();
        for (Row row : ofKept) {
            if (key.isEmpty()) {
                pairs.add(new RowDifference(Optional.empty(), Optional.of(row)));
            } else {
                byKey.put(values(row, key), row);
            }
        }
        for (Row row : ofLive) {
            pairs.add(new RowDifference(Optional.of(row), Optional.ofNullable(byKey.remove(values(row, key)))));
        }
        byKey.values().forEach(row -> pairs.add(new RowDifference(Optional.empty(), Optional.of(row))));
        return pairs;
    }

    private static List<Optional<String>> values(Row row, List<String> columns) {
        return columns.stream().map(row::text).toList();
    }

    @Override
    public Tables live() {
        return new ConnectionTables(live);
    }

    @Override
    public Tables kept() {
        try {
            return new ConnectionTables(kept.get());
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    @Override
    public Map<String, byte[]> attachments() {
        try {
            return Attachments.read(kept.get());
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }
}
