package io.github.pocstate.netbox.database;

import io.github.pocstate.spi.Differences;
import io.github.pocstate.spi.RowDifference;
import io.github.pocstate.spi.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Rows that differ, written by hand; see {@link PaperTables}. */
final class PaperDifferences implements Differences {

    private final Map<String, List<RowDifference>> rows = new TreeMap<>();

    PaperDifferences added(String table, String live) {
        return add(table, new RowDifference(Optional.of(PaperTables.parse(live)), Optional.empty()));
    }

    PaperDifferences removed(String table, String kept) {
        return add(table, new RowDifference(Optional.empty(), Optional.of(PaperTables.parse(kept))));
    }

    PaperDifferences changed(String table, String kept, String live) {
        return add(
                table, new RowDifference(Optional.of(PaperTables.parse(live)), Optional.of(PaperTables.parse(kept))));
    }

    private PaperDifferences add(String table, RowDifference difference) {
        rows.computeIfAbsent(table, name -> new ArrayList<>()).add(difference);
        return this;
    }

    @Override
    public Set<String> tables() {
        return rows.keySet();
    }

    @Override
    public List<RowDifference> rows(String table) {
        return rows.get(table);
    }

    @Override
    public Tables live() {
        return PaperTables.withTypes();
    }

    @Override
    public Tables kept() {
        return PaperTables.withTypes();
    }
}
