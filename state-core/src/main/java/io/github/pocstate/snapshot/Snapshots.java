package io.github.pocstate.snapshot;

import io.github.pocstate.ForeignChanges;
import io.github.pocstate.Phase;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The snapshots of a lab: save it, list it, put it back, undo it.
 *
 * <pre>{@code
 * Snapshots snapshots = lab.snapshots();
 * Snapshot before = snapshots.save("before-demo");
 * snapshots.restore(before.id(), ForeignChanges.DISCARD);
 * snapshots.undo();
 * }</pre>
 *
 * <p>A snapshot is kept in the lab's PostgreSQL server, so every machine sees the same list. Implementations are thread-safe;
 * verbs that write wait for other writers of the lab.
 *
 * @since 0.1
 */
public interface Snapshots {

    /**
     * Saves the lab as a phase, which it is proved to be in.
     *
     * @param phase the phase
     * @return the snapshot, named {@code phase-N-<UTC time>}
     * @throws io.github.pocstate.SnapshotException if the lab is not in the phase, or cannot be saved; nothing was saved
     */
    Snapshot save(Phase phase);

    /**
     * Saves the lab as it is.
     *
     * @param name 1 to 20 of a-z, 0-9 and inner hyphens
     * @return the snapshot, named {@code <name>-<UTC time>}
     * @throws IllegalArgumentException if the name is no such name
     * @throws io.github.pocstate.SnapshotException if it cannot be saved
     */
    Snapshot save(String name);

    /**
     * Lists all snapshots.
     *
     * @return the snapshots, oldest first
     */
    List<Snapshot> list();

    /**
     * Looks for a snapshot.
     *
     * @param id its id
     * @return the snapshot, or nothing
     */
    Optional<Snapshot> find(SnapshotId id);

    /**
     * Looks for the newest snapshot of a phase.
     *
     * @param phase the phase
     * @return the snapshot, or nothing
     */
    Optional<Snapshot> latest(Phase phase);

    /**
     * Tells what a restore would write; writes nothing.
     *
     * @param id a snapshot
     * @return the rows per table, and the foreign changes that it would undo
     * @throws io.github.pocstate.SnapshotException if there is no such snapshot, or it does not fit
     */
    SnapshotReport compare(SnapshotId id);

    /**
     * Puts a snapshot back; a second call writes nothing. The state before is kept for {@link #undo()}.
     *
     * @param id a snapshot
     * @param foreign whether changes that no phase makes may be undone
     * @return what was done
     * @throws io.github.pocstate.ForeignChangesException if there are such changes and they are to be kept; nothing was
     *     written
     * @throws io.github.pocstate.SnapshotException if there is no such snapshot, or it does not fit
     */
    SnapshotReport restore(SnapshotId id, ForeignChanges foreign);

    /**
     * Puts back what the last restore of a snapshot replaced; a second call undoes the first.
     *
     * @return what was done
     * @throws io.github.pocstate.SnapshotException if nothing is left to undo
     */
    SnapshotReport undo();

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
     * Writes a snapshot into a file, for another machine with the same version of the application. The file holds the
     * database's secrets: tokens and password hashes; it is made readable by its owner only.
     *
     * @param id a snapshot
     * @param file a file that is not there yet
     * @throws io.github.pocstate.SnapshotException if there is no such snapshot, or the file cannot be written
     */
    void export(SnapshotId id, Path file);

    /**
     * Adds a snapshot from a file.
     *
     * @param file what {@link #export} wrote
     * @return the snapshot, under the id it had
     * @throws io.github.pocstate.SnapshotException if the file is damaged, or is of another version; nothing was added
     */
    Snapshot importFrom(Path file);
}
