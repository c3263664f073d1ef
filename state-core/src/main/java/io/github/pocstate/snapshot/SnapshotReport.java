package io.github.pocstate.snapshot;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * What putting a snapshot back did, or would do.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param snapshot the snapshot
 * @param way how it was put back
 * @param tables the tables with rows that were written; empty for a swap
 * @param sequences how many sequences were put elsewhere
 * @param keys the Redis keys that were written
 * @param foreign changes that no phase makes, and that were undone
 * @param sessionsEnded how many sessions of the database were ended
 * @param requests how many requests the application was asked until all its workers answered
 * @param failedRequests how many of those failed, so that no user's request does
 * @param duration how long all of it took
 * @since 0.1
 */
public record SnapshotReport(
        Snapshot snapshot,
        Way way,
        List<TableChange> tables,
        int sequences,
        List<String> keys,
        List<ForeignChange> foreign,
        int sessionsEnded,
        int requests,
        int failedRequests,
        Duration duration) {

    /** How a snapshot is put back. */
    public enum Way {
        /** Nothing differed. */
        ALREADY_THERE,
        /** The rows that differ were written, in one transaction; no session was ended. */
        IN_PLACE,
        /** A clone took the place of the database; its sessions were ended. */
        SWAP
    }

    /**
     * Copies the lists.
     *
     * @param snapshot the snapshot
     * @param way how it was put back
     * @param tables the tables with rows that were written; empty for a swap
     * @param sequences how many sequences were put elsewhere
     * @param keys the Redis keys that were written
     * @param foreign changes that no phase makes, and that were undone
     * @param sessionsEnded how many sessions of the database were ended
     * @param requests how many requests the application was asked until all its workers answered
     * @param failedRequests how many of those failed, so that no user's request does
     * @param duration how long all of it took
     */
    public SnapshotReport {
        requireNonNull(snapshot, "snapshot");
        requireNonNull(way, "way");
        requireNonNull(duration, "duration");
        tables = List.copyOf(tables);
        keys = List.copyOf(keys);
        foreign = List.copyOf(foreign);
    }

    /**
     * All rows of all tables.
     *
     * @return inserted, updated and deleted rows
     */
    public long rows() {
        return tables.stream().mapToLong(TableChange::rows).sum();
    }

    /** One line, such as {@code phase-2-20260131T120000Z in place: 600 rows of 4 tables, 0 sequences, 2 keys}. */
    @Override
    public String toString() {
        return snapshot.id()
                + switch (way) {
                    case ALREADY_THERE -> ": nothing differed";
                    case IN_PLACE ->
                        " in place: " + counted(rows(), "row") + " of " + counted(tables.size(), "table") + ", "
                                + counted(sequences, "sequence") + ", " + counted(keys.size(), "key");
                    case SWAP ->
                        " by a swap: " + counted(sessionsEnded, "session") + " ended, " + failedRequests + " of "
                                + counted(requests, "request") + " failed, " + counted(keys.size(), "key");
                };
    }

    private static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
