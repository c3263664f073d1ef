package io.github.pocstate.internal;

import io.github.pocstate.ForeignChanges;
import io.github.pocstate.Goal;
import io.github.pocstate.Phase;
import io.github.pocstate.Scope;
import io.github.pocstate.snapshot.PrunePolicy;
import io.github.pocstate.snapshot.Snapshot;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.SnapshotReport;
import io.github.pocstate.snapshot.Snapshots;
import io.github.pocstate.spi.LabLock;
import io.github.pocstate.spi.SnapshotStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The snapshots of a lab for its users: what writes holds the lab's lock; thread-safe. */
final class LockedSnapshots implements Snapshots {

    private final LabLock lock;
    private final SnapshotStore store;

    LockedSnapshots(LabLock lock, SnapshotStore store) {
        this.lock = lock;
        this.store = store;
    }

    @Override
    public Snapshot save(Phase phase) {
        Goal goal = new Goal(phase, Scope.ALL, false);
        return locked(() -> store.save(SnapshotId.label(phase), Optional.of(goal)));
    }

    @Override
    public Snapshot save(String name) {
        return locked(() -> store.save(name, Optional.empty()));
    }

    @Override
    public List<Snapshot> list() {
        return store.list();
    }

    @Override
    public Optional<Snapshot> find(SnapshotId id) {
        return list().stream().filter(snapshot -> snapshot.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Snapshot> latest(Phase phase) {
        return list().stream()
                .filter(snapshot ->
                        snapshot.phase().filter(phase.name()::equals).isPresent())
                .reduce((older, newer) -> newer);
    }

    @Override
    public SnapshotReport compare(SnapshotId id) {
        return store.compare(id).report();
    }

    @Override
    public SnapshotReport restore(SnapshotId id, ForeignChanges foreign) {
        return locked(() -> store.restore(id, foreign, true).report());
    }

    @Override
    public SnapshotReport undo() {
        return locked(() -> store.undo().report());
    }

    @Override
    public void delete(SnapshotId id) {
        locked(() -> {
            store.delete(id);
            return id;
        });
    }

    @Override
    public List<Snapshot> prune(PrunePolicy policy) {
        return locked(() -> store.prune(policy));
    }

    @Override
    public void export(SnapshotId id, Path file) {
        store.export(id, file);
    }

    @Override
    public Snapshot importFrom(Path file) {
        return locked(() -> store.importFrom(file));
    }

    private <T> T locked(Supplier<T> work) {
        try (LabLock.Held held = lock.acquire("snapshots")) {
            return work.get();
        }
    }
}
