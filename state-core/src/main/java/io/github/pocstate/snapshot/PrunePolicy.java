package io.github.pocstate.snapshot;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which snapshots may go: those past an age, and the oldest ones beyond a size; the newest of each label stay.
 *
 * <p>{@link #victims} decides and deletes nothing. This class is immutable and thread-safe.
 *
 * @param keep how many of each label stay whatever their age and size
 * @param olderThan the age from which a snapshot goes
 * @param maxBytes what all snapshots together may take
 * @since 0.1
 */
public record PrunePolicy(int keep, Duration olderThan, long maxBytes) {

    private static final Comparator<Snapshot> NEWEST_FIRST =
            Comparator.comparing(Snapshot::id).reversed();

    /**
     * Refuses negative limits.
     *
     * @param keep how many of each label stay whatever their age and size
     * @param olderThan the age from which a snapshot goes
     * @param maxBytes what all snapshots together may take
     */
    public PrunePolicy {
        requireNonNull(olderThan, "olderThan");
        if (keep < 0 || olderThan.isNegative() || maxBytes < 0) {
            throw new IllegalArgumentException(
                    "keep, olderThan and maxBytes must not be negative: " + keep + ", " + olderThan + ", " + maxBytes);
        }
    }

    /**
     * The snapshots that go, oldest first.
     *
     * @param snapshots all there are, in any order
     * @param now the time that ages are counted from
     * @return those to delete
     */
    public List<Snapshot> victims(Collection<Snapshot> snapshots, Instant now) {
        List<Snapshot> oldestFirst =
                snapshots.stream().sorted(Comparator.comparing(Snapshot::id)).toList();
        Set<Snapshot> stay = newestOfEachLabel(snapshots);
        long bytes = snapshots.stream().mapToLong(Snapshot::bytes).sum();
        List<Snapshot> victims = new ArrayList<>();
        for (Snapshot snapshot : oldestFirst) {
            boolean old = snapshot.id().taken().plus(olderThan).isBefore(now);
            if (!stay.contains(snapshot) && (old || bytes > maxBytes)) {
                victims.add(snapshot);
                bytes -= snapshot.bytes();
            }
        }
        return List.copyOf(victims);
    }

    private Set<Snapshot> newestOfEachLabel(Collection<Snapshot> snapshots) {
        Map<String, Integer> seen = new HashMap<>();
        Set<Snapshot> newest = new LinkedHashSet<>();
        for (Snapshot snapshot : snapshots.stream().sorted(NEWEST_FIRST).toList()) {
            if (seen.merge(snapshot.id().label(), 1, Integer::sum) <= keep) {
                newest.add(snapshot);
            }
        }
        return newest;
    }
}
