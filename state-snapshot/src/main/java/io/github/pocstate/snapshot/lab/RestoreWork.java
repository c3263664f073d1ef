package io.github.pocstate.snapshot.lab;

import io.github.pocstate.ForeignChanges;
import io.github.pocstate.snapshot.Snapshot;
import io.github.pocstate.snapshot.SnapshotReport;
import io.github.pocstate.snapshot.SnapshotReport.Way;
import io.github.pocstate.snapshot.TableChange;
import io.github.pocstate.snapshot.lab.KeptReadings.Kept;
import io.github.pocstate.snapshot.postgres.model.RestoredInPlace;
import io.github.pocstate.spi.DatabaseGuide;
import io.github.pocstate.spi.DatabaseGuide.Reconnection;
import io.github.pocstate.spi.KeptKey;
import io.github.pocstate.spi.Reading;
import io.github.pocstate.spi.SnapshotStore.Restored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One snapshot being put back: both sides, what differs, and the report in the end; not thread-safe. */
final class RestoreWork {

    private static final Reconnection NOTHING_ENDED = new Reconnection(0, 0, Duration.ZERO);

    private final long startNanos = System.nanoTime();
    private final Snapshot snapshot;
    private final Kept kept;
    private final List<KeptKey> liveKeys;
    private final Examination examination;

    RestoreWork(DatabaseGuide guide, Snapshot snapshot, Kept kept, ForeignChanges wish) {
        this.snapshot = snapshot;
        this.kept = kept;
        this.liveKeys = guide.keys().read();
        this.examination = new Examination(guide, wish, kept, liveKeys, "snapshot " + snapshot.id());
    }

    Examination examination() {
        return examination;
    }

    List<KeptKey> keptKeys() {
        return kept.keys();
    }

    List<KeptKey> liveKeys() {
        return liveKeys;
    }

    List<String> differingKeys() {
        return differing(kept.keys(), liveKeys);
    }

    boolean isThere(RestoredInPlace found) {
        return found.changes().isEmpty()
                && found.sequences().isEmpty()
                && differingKeys().isEmpty();
    }

    Restored compared(RestoredInPlace found, Way way) {
        Way taken = isThere(found) ? Way.ALREADY_THERE : way;
        return new Restored(report(taken, found, 0, NOTHING_ENDED), examination.before(), kept.reading());
    }

    /** Every table that counts was found to hold what the snapshot holds, so the lab is what was read of it. */
    Restored restoredInPlace(RestoredInPlace done) {
        Way way = isThere(done) ? Way.ALREADY_THERE : Way.IN_PLACE;
        return new Restored(report(way, done, 0, NOTHING_ENDED), examination.before(), kept.reading());
    }

    Restored swapped(RestoredInPlace found, int sessionsEnded, Reconnection reconnection, Reading after) {
        return new Restored(report(Way.SWAP, found, sessionsEnded, reconnection), examination.before(), after);
    }

    private SnapshotReport report(Way way, RestoredInPlace rows, int sessionsEnded, Reconnection reconnection) {
        return new SnapshotReport(
                snapshot,
                way,
                rows.changes(),
                rows.sequences().size(),
                differingKeys(),
                examination.foreign(),
                sessionsEnded,
                reconnection.requests(),
                reconnection.failed(),
                Duration.ofNanos(System.nanoTime() - startNanos));
    }

    static Set<String> tables(RestoredInPlace done) {
        return done.changes().stream()
                .map(TableChange::table)
                .map(AppTable::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names of the keys that are not as they should be. */
    static List<String> differing(List<KeptKey> wanted, List<KeptKey> found) {
        Map<String, KeptKey> left = new TreeMap<>();
        found.forEach(key -> left.put(key.name(), key));
        List<String> differing = new ArrayList<>();
        for (KeptKey key : wanted) {
            KeptKey there = left.remove(key.name());
            if (there == null || !there.isSameAs(key)) {
                differing.add(key.name());
            }
        }
        differing.addAll(left.keySet());
        return differing.stream().sorted().toList();
    }
}
