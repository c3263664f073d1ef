package io.github.pocstate.netbox.database;

import io.github.pocstate.config.LabSettings;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.snapshot.ForeignChange;
import io.github.pocstate.spi.DatabaseGuide.Part;
import io.github.pocstate.spi.Differences;
import io.github.pocstate.spi.RowDifference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds, among the rows that differ between a lab and its snapshot, those that no phase makes so.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1
 */
public final class ForeignRows {

    private static final int EXAMPLES = 3;

    private final LabSettings lab;
    private final TableParts parts;

    /**
     * Makes the finder.
     *
     * @param lab how the lab is modelled
     * @param parts what tables and columns are
     */
    public ForeignRows(LabSettings lab, TableParts parts) {
        this.lab = lab;
        this.parts = parts;
    }

    /**
     * Finds changes that no phase makes.
     *
     * @param live reading of the live database
     * @param kept reading of the snapshot
     * @param differences the rows that differ
     * @return the changes, by table; empty if phases account for all differences
     */
    public List<ForeignChange> among(Inventory live, Inventory kept, Differences differences) {
        PhaseRows phases = new PhaseRows(
                lab,
                ManagedObjects.of(live, kept),
                ManagedObjects.of(kept, live),
                new ContentTypes(new NetBoxTables(differences.live())));
        RowWords words = new RowWords(phases);
        List<ForeignChange> changes = new ArrayList<>();
        for (String table : differences.tables()) {
            List<RowDifference> foreign = differences.rows(table).stream()
                    .filter(difference -> isForeign(table, difference, phases))
                    .sorted(BY_ID)
                    .toList();
            if (!foreign.isEmpty()) {
                List<String> examples = foreign.stream()
                        .map(difference -> inWords(table, difference, phases, words))
                        .distinct()
                        .limit(EXAMPLES)
                        .toList();
                changes.add(new ForeignChange(table, foreign.size(), examples));
            }
        }
        return List.copyOf(changes);
    }

    private static final Comparator<RowDifference> BY_ID = Comparator.comparingLong(difference ->
            NetBoxTables.text(difference.any(), "id").map(ForeignRows::number).orElse(0L));

    /** Some tables of plugins have ids that are no numbers. */
    private static long number(String id) {
        return id.matches("\\d{1,18}") ? Long.parseLong(id) : 0;
    }

    private boolean isForeign(String table, RowDifference difference, PhaseRows phases) {
        return isOneSided(difference)
                ? !phases.comesAndGoes(table, difference)
                : !columns(table, difference, phases).isEmpty();
    }

    private String inWords(String table, RowDifference difference, PhaseRows phases, RowWords words) {
        return isOneSided(difference)
                ? words.missing(table, difference)
                : words.changed(table, difference, columns(table, difference, phases));
    }

    private static boolean isOneSided(RowDifference difference) {
        return difference.live().isEmpty() || difference.kept().isEmpty();
    }

    private List<String> columns(String table, RowDifference difference, PhaseRows phases) {
        return difference.changed(
                column -> parts.of(table, column) == Part.STATE && !phases.changes(table, difference, column));
    }
}
