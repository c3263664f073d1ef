package io.github.pocstate.spi;

import io.github.pocstate.ForeignChanges;
import io.github.pocstate.Goal;
import io.github.pocstate.snapshot.PrunePolicy;
import io.github.pocstate.snapshot.Snapshot;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.SnapshotReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The snapshots of one lab, as the engine sees them. The caller holds the lab's lock for whatever writes. Implementations are
 * thread-safe.
 *
 * @since 0.1
 */
public interface SnapshotStore extends AutoCloseable {

    /**
     * All snapshots.
     *
     * @return oldest first
     */
    List<Snapshot> list();

    /**
     * Saves the lab.
     *
     * @param label what it is called, beside the time
     * @param goal the phase that the lab must be in, for all servers; empty to save any state
     * @return the snapshot
     * @throws io.github.pocstate.SnapshotException if the lab is not in the phase, or cannot be saved; nothing was saved
     */
    Snapshot save(String label, Optional<Goal> goal);

    /**
     * Saves the lab as a phase, unless a snapshot of that phase holds it already; then gives up old ones as the settings say.
     *
     * @param goal the phase that the lab must be in, for all servers
     * @return the new snapshot, or the one that holds it already
     */
    Snapshot keep(Goal goal);

    /**
     * Whether a snapshot holds a phase by the present rules and settings; reads only.
     *
     * @param snapshot a snapshot
     * @param goal the phase
     * @return why it does not fit, empty if it does
     */
    Optional<String> obstacle(Snapshot snapshot, Goal goal);

    /**
     * What a restore would write; writes nothing.
     *
     * @param id a snapshot
     * @return both sides, and what differs
     * @throws io.github.pocstate.SnapshotException if there is no such snapshot, or it does not fit
     */
    Restored compare(SnapshotId id);

    /**
     * Puts a snapshot back.
     *
     * @param id a snapshot
     * @param foreign whether changes that no phase makes may be undone
     * @param undo whether the state before is kept
     * @return both sides, and what was done
     * @throws io.github.pocstate.ForeignChangesException if there are such changes and they are to be kept; nothing was
     *     written
     * @throws io.github.pocstate.SnapshotException if there is no such snapshot, or it does not fit
     */
    Restored restore(SnapshotId id, ForeignChanges foreign, boolean undo);

    /**
     * Puts back what the last restore replaced; a second call undoes the first.
     *
     * @return both sides, and what was done
     * @throws io.github.pocstate.SnapshotException if nothing is left to undo
     */
    Restored undo();

    /**
     * Deletes a snapshot; if there is none, nothing happens.
     *
     * @param id a snapshot
     */
    void delete(SnapshotId id);

    /**
     * Deletes what a policy gives up.
     *
     * @param policy what may go
     * @return the snapshots deleted, oldest first
     */
    List<Snapshot> prune(PrunePolicy policy);

    /**
     * Writes a snapshot into a file.
     *
     * @param id a snapshot
     * @param file a file that is not there yet
     */
    void export(SnapshotId id, Path file);

    /**
     * Adds a snapshot from a file.
     *
     * @param file what {@link #export} wrote
     * @return the snapshot
     */
    Snapshot importFrom(Path file);

    @Override
    void close();

    /**
     * A snapshot put back, or what that would take.
     *
     * @param report what was done, or would be
     * @param before the lab before
     * @param after the lab after, read back; for a comparison the snapshot
     * @since 0.1
     */
    record Restored(SnapshotReport report, Reading before, Reading after) {}
}
