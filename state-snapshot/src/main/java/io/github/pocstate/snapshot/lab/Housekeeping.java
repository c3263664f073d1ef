package io.github.pocstate.snapshot.lab;

import io.github.pocstate.config.DatabaseSettings;
import io.github.pocstate.snapshot.PrunePolicy;
import io.github.pocstate.snapshot.Snapshot;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.PostgresSnapshots;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is given up when something new is kept, and what is made ahead; thread-safe. */
final class Housekeeping {

    /** What the state before a restore is called. */
    static final String UNDO = "undo";

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration WHATEVER_THE_AGE = Duration.ofDays(365_000);

    private final DatabaseSettings settings;
    private final PostgresSnapshots postgres;
    private final Clock clock;

    Housekeeping(DatabaseSettings settings, PostgresSnapshots postgres, Clock clock) {
        this.settings = settings;
        this.postgres = postgres;
        this.clock = clock;
    }

    private List<Snapshot> all() {
        return postgres.list().stream().map(Facts::snapshot).toList();
    }

    /** Gives up old snapshots of the same phase, and the oldest of all when they take too much room. */
    void after(Snapshot saved) {
        List<Snapshot> samePhase = all().stream()
                .filter(snapshot -> snapshot.id().label().equals(saved.id().label()))
                .toList();
        new PrunePolicy(settings.keep(), Duration.ZERO, Long.MAX_VALUE)
                .victims(samePhase, clock.instant())
                .forEach(this::delete);
        if (settings.maxMegabytes() > 0) {
            prune(new PrunePolicy(1, WHATEVER_THE_AGE, settings.maxMegabytes() * 1_000_000L));
        }
        makeReady();
    }

    List<Snapshot> prune(PrunePolicy policy) {
        List<Snapshot> victims = policy.victims(all(), clock.instant());
        victims.forEach(this::delete);
        return victims;
    }

    private void delete(Snapshot snapshot) {
        log.info("[{}] snapshot {} is given up", settings.address(), snapshot.id());
        postgres.delete(snapshot.id());
    }

    /** One state before a restore is kept, the newest. */
    void keepForUndo(Snapshot newest) {
        all().stream()
                .filter(snapshot -> snapshot.id().label().equals(UNDO))
                .filter(snapshot -> snapshot.id().compareTo(newest.id()) < 0)
                .forEach(this::delete);
    }

    /** What undo puts back: the state kept before the last restore, unless a swap came later. */
    Optional<Snapshot> undoPoint(List<Snapshot> snapshots) {
        return snapshots.stream()
                .filter(snapshot -> snapshot.id().label().equals(UNDO))
                .reduce((older, newer) -> newer)
                .filter(saved -> postgres.retired()
                        .filter(swapped -> swapped.isAfter(saved.id().taken()))
                        .isEmpty());
    }

    /** Clones for swaps, made in the background; what swaps took out goes, but for the last one. */
    void makeReady() {
        postgres.dropRetired(1);
        if (settings.readyClones() > 0) {
            Map<String, SnapshotId> newestOfPhase = new TreeMap<>();
            all().forEach(snapshot -> snapshot.phase().ifPresent(phase -> newestOfPhase.put(phase, snapshot.id())));
            boolean room = settings.maxMegabytes() == 0 || postgres.bytes() < settings.maxMegabytes() * 1_000_000L;
            postgres.keepReady(newestOfPhase.values(), room ? settings.readyClones() : 0);
        }
    }
}
