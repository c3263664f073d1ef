package io.github.pocstate.spi;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A row that the live database and a snapshot do not hold alike; at least one of the two is there.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param live the row of the live database, empty if it has none with this primary key
 * @param kept the row of the snapshot, empty if it has none with this primary key
 * @since 0.1
 */
public record RowDifference(Optional<Row> live, Optional<Row> kept) {

    /**
     * Either row, for what both have in common.
     *
     * @return the snapshot's row if there is one, else the live one
     */
    public Row any() {
        return kept.or(() -> live).orElseThrow();
    }

    /**
     * The columns whose values differ.
     *
     * @param counted which columns count
     * @return their names; empty if one of the rows is missing
     */
    public List<String> changed(Predicate<String> counted) {
        if (live.isEmpty() || kept.isEmpty()) {
            return List.of();
        }
        return live.get().differing(kept.get()).stream().filter(counted).toList();
    }
}
