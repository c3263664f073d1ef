package io.github.pocstate.testkit;

import io.github.pocstate.Fault;
import io.github.pocstate.ForeignChanges;
import io.github.pocstate.ForeignChangesException;
import io.github.pocstate.Goal;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.ForeignChange;
import io.github.pocstate.snapshot.PrunePolicy;
import io.github.pocstate.snapshot.Snapshot;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.SnapshotReport;
import io.github.pocstate.snapshot.SnapshotReport.Way;
import io.github.pocstate.snapshot.TableChange;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.spi.SnapshotStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** In-memory snapshots of a {@link FakeLab}; not thread-safe. */
public final class FakeSnapshotStore implements SnapshotStore {

    private final FakeLab lab;
    private final Map<SnapshotId, Snapshot> snapshots = new TreeMap<>();
    private final Map<SnapshotId, FakeReading> kept = new TreeMap<>();
    private final List<String> diary = new ArrayList<>();
    private List<ForeignChange> foreign = List.of();
    private @Nullable RuntimeException failure;
    private Instant clock = Instant.parse("2026-01-31T12:00:00Z");

    /**
     * A store without a snapshot.
     *
     * @param lab the lab
     */
    public FakeSnapshotStore(FakeLab lab) {
        this.lab = lab;
    }

    /**
     * Pretends that something no phase makes was changed in the lab.
     *
     * @param changes the changes
     */
    public void foreign(ForeignChange... changes) {
        foreign = List.of(changes);
    }

    /**
     * Makes every save and restore fail.
     *
     * @param thrown what they throw
     */
    public void breakWith(RuntimeException thrown) {
        failure = thrown;
    }

    /**
     * What was asked for, in order, such as {@code restore phase-1-20260131T120000Z DISCARD}.
     *
     * @return a copy
     */
    public List<String> diary() {
        return List.copyOf(diary);
    }

    @Override
    public List<Snapshot> list() {
        return List.copyOf(snapshots.values());
    }

    @Override
    public Snapshot save(String label, Optional<Goal> goal) {
        diary.add("save " + label);
        fail();
        clock = clock.plusSeconds(1);
        SnapshotId id = new SnapshotId(label, clock);
        Snapshot snapshot = new Snapshot(id, goal.map(wanted -> wanted.phase().name()), "FakeLab", "me", 100);
        snapshots.put(id, snapshot);
        kept.put(id, lab.reading());
        return snapshot;
    }

    @Override
    public Snapshot keep(Goal goal) {
        return save(SnapshotId.label(goal.phase()), Optional.of(goal));
    }

    @Override
    public Optional<String> obstacle(Snapshot snapshot, Goal goal) {
        return lab.verify(goal, get(snapshot.id())).passed() ? Optional.empty() : Optional.of("the rules changed");
    }

    @Override
    public Restored compare(SnapshotId id) {
        diary.add("compare " + id);
        return new Restored(report(id), lab.reading(), get(id));
    }

    @Override
    public Restored restore(SnapshotId id, ForeignChanges wish, boolean undo) {
        diary.add("restore " + id + " " + wish + (undo ? " with undo" : ""));
        fail();
        if (wish == ForeignChanges.KEEP && !foreign.isEmpty()) {
            throw new ForeignChangesException(new Problem("Changes would be lost.", lab.name(), "keep them"), foreign);
        }
        FakeReading before = lab.reading();
        SnapshotReport report = report(id);
        lab.put(get(id));
        return new Restored(report, before, lab.reading());
    }

    @Override
    public Restored undo() {
        throw new SnapshotException(Fault.USER, new Problem("Nothing is left to undo.", lab.name(), "restore"));
    }

    @Override
    public void delete(SnapshotId id) {
        diary.add("delete " + id);
        snapshots.remove(id);
    }

    @Override
    public List<Snapshot> prune(PrunePolicy policy) {
        List<Snapshot> victims = policy.victims(list(), clock);
        victims.forEach(victim -> delete(victim.id()));
        return victims;
    }

    @Override
    public void export(SnapshotId id, Path file) {
        diary.add("export " + id);
    }

    @Override
    public Snapshot importFrom(Path file) {
        return save("imported", Optional.empty());
    }

    @Override
    public void close() {
        diary.add("close");
    }

    private FakeReading get(SnapshotId id) {
        FakeReading reading = kept.get(id);
        if (reading == null) {
            throw new SnapshotException(Fault.USER, new Problem("There is no such snapshot.", lab.name(), "list them"));
        }
        return reading;
    }

    private SnapshotReport report(SnapshotId id) {
        FakeReading before = lab.reading();
        long differing = before.statuses().entrySet().stream()
                .filter(server -> !get(id).statuses().entrySet().contains(server))
                .count();
        Snapshot snapshot = snapshots.get(id);
        if (snapshot == null) {
            throw new SnapshotException(Fault.USER, new Problem("There is no such snapshot.", lab.name(), "list them"));
        }
        return new SnapshotReport(
                snapshot,
                differing == 0 ? Way.ALREADY_THERE : Way.IN_PLACE,
                differing == 0
                        ? List.of()
                        : List.of(new TableChange(new TableName("public", "servers"), 0, differing, 0)),
                0,
                List.of(),
                foreign,
                0,
                0,
                0,
                Duration.ofMillis(1));
    }

    private void fail() {
        if (failure != null) {
            throw failure;
        }
    }
}
