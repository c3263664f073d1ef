package io.github.pocstate.snapshot.postgres.model;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.TableChange;
import io.github.pocstate.snapshot.TableName;
import java.util.List;

/**
 * What a restore in place did, or would do: rows per table and sequences; no session was ended.
 *
 * @param id the snapshot
 * @param changes the tables with rows that differed
 * @param sequences the sequences that stood elsewhere
 * @since 0.1
 */
public record RestoredInPlace(SnapshotId id, List<TableChange> changes, List<TableName> sequences) {

    /**
     * Refuses nulls; copies the lists.
     *
     * @param id the snapshot
     * @param changes the tables with rows that differed
     * @param sequences the sequences that stood elsewhere
     */
    public RestoredInPlace {
        requireNonNull(id, "id");
        changes = List.copyOf(changes);
        sequences = List.copyOf(sequences);
    }

    /**
     * All rows of all tables.
     *
     * @return inserted, updated and deleted rows
     */
    public long rows() {
        return changes.stream().mapToLong(TableChange::rows).sum();
    }
}
