package io.github.pocstate.snapshot.postgres.model;

import static java.util.Objects.requireNonNull;

/**
 * What an import did.
 *
 * @param snapshot the snapshot, new or there already
 * @param ended the sessions of the live database that were ended; none unless that was cloned
 * @since 0.1
 */
public record ImportedSnapshot(Manifest snapshot, Sessions ended) {

    /**
     * Refuses nulls.
     *
     * @param snapshot the snapshot, new or there already
     * @param ended the sessions of the live database that were ended
     */
    public ImportedSnapshot {
        requireNonNull(snapshot, "snapshot");
        requireNonNull(ended, "ended");
    }
}
