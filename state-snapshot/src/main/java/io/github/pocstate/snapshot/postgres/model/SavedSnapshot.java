package io.github.pocstate.snapshot.postgres.model;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.TableChange;
import java.util.List;
import java.util.Optional;

/**
 * What a save did.
 *
 * @param snapshot the new snapshot
 * @param basedOn the snapshot it was cloned from; empty if the live database itself was cloned
 * @param changes the rows written into the clone
 * @param ended the sessions of the live database that were ended
 * @since 0.1
 */
public record SavedSnapshot(
        Manifest snapshot, Optional<SnapshotId> basedOn, List<TableChange> changes, Sessions ended) {

    /**
     * Refuses nulls; copies the list.
     *
     * @param snapshot the new snapshot
     * @param basedOn the snapshot it was cloned from; empty if the live database itself was cloned
     * @param changes the rows written into the clone
     * @param ended the sessions of the live database that were ended
     */
    public SavedSnapshot {
        requireNonNull(snapshot, "snapshot");
        requireNonNull(basedOn, "basedOn");
        requireNonNull(ended, "ended");
        changes = List.copyOf(changes);
    }
}
