package io.github.pocstate.snapshot.lab;

import io.github.pocstate.Fault;
import io.github.pocstate.ForeignChanges;
import io.github.pocstate.Problem;
import io.github.pocstate.Scope;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.config.DatabaseSettings;
import io.github.pocstate.snapshot.Snapshot;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.SnapshotReport;
import io.github.pocstate.snapshot.SnapshotReport.Way;
import io.github.pocstate.snapshot.postgres.PostgresSnapshots;
import io.github.pocstate.snapshot.postgres.model.LockTimeoutException;
import io.github.pocstate.snapshot.postgres.model.RestoredInPlace;
import io.github.pocstate.snapshot.postgres.model.Sessions;
import io.github.pocstate.snapshot.postgres.model.Swapped;
import io.github.pocstate.snapshot.postgres.model.UnwritableException;
import io.github.pocstate.spi.DatabaseGuide;
import io.github.pocstate.spi.DatabaseGuide.Reconnection;
import io.github.pocstate.spi.KeptKey;
import io.github.pocstate.spi.Reading;
import io.github.pocstate.spi.SnapshotStore.Restored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two ways back, in place and by swap, for the database and the keys together; thread-safe. */
final class PuttingBack {

    private static final Logger log = LoggerFactory.getLogger(PuttingBack.class);

    private final DatabaseSettings settings;
    private final DatabaseGuide guide;
    private final PostgresSnapshots postgres;
    private final KeptReadings readings;
    private final GuideNoise noise;

    PuttingBack(DatabaseSettings settings, DatabaseGuide guide, PostgresSnapshots postgres, KeptReadings readings) {
        this.settings = settings;
        this.guide = guide;
        this.postgres = postgres;
        this.readings = readings;
        this.noise = new GuideNoise(guide);
    }

    private RestoreWork work(Snapshot snapshot, ForeignChanges foreign) {
        return new RestoreWork(guide, snapshot, readings.of(snapshot.id()), foreign);
    }

    /** What a restore would do; writes nothing. */
    Restored compare(Snapshot snapshot) {
        RestoreWork work = work(snapshot, ForeignChanges.DISCARD);
        RestoredInPlace found = postgres.compare(snapshot.id(), noise, work.examination());
        return work.compared(found, way());
    }

    private Way way() {
        return switch (settings.way()) {
            case AUTO, IN_PLACE -> Way.IN_PLACE;
            case SWAP -> Way.SWAP;
        };
    }

    Restored restore(Snapshot snapshot, ForeignChanges foreign) {
        return switch (settings.way()) {
            case AUTO -> inPlaceOrSwap(snapshot, foreign);
            case IN_PLACE -> inPlace(snapshot, foreign);
            case SWAP -> swap(snapshot, foreign);
        };
    }

    private Restored inPlaceOrSwap(Snapshot snapshot, ForeignChanges foreign) {
        try {
            return inPlace(snapshot, foreign);
        } catch (LockTimeoutException | UnwritableException e) {
            log.warn("[{}] taking the swap: {}", settings.address(), e.problem().what());
            return swap(snapshot, foreign);
        }
    }

    private Restored inPlace(Snapshot snapshot, ForeignChanges foreign) {
        RestoreWork work = work(snapshot, foreign);
        RestoredInPlace done = postgres.restoreInPlace(snapshot.id(), noise, work.examination());
        if (!work.differingKeys().isEmpty()) {
            write(work.keptKeys());
        }
        guide.forget(RestoreWork.tables(done)::contains);
        return work.restoredInPlace(done);
    }

    private Restored swap(Snapshot snapshot, ForeignChanges foreign) {
        RestoreWork work = work(snapshot, foreign);
        RestoredInPlace found = postgres.compare(snapshot.id(), noise, work.examination());
        if (work.isThere(found)) {
            return work.compared(found, Way.ALREADY_THERE);
        }
        Swapped swapped = postgres.swap(snapshot.id(), noise, KeyJson.write(work.liveKeys()));
        write(work.keptKeys());
        return work.swapped(found, swapped.ended().count(), wake(swapped), live(work.keptKeys()));
    }

    /** Puts back what the last swap replaced. */
    Restored undoSwap() {
        long start = System.nanoTime();
        Instant retired = postgres.retired().orElseThrow(this::nothingToUndo);
        List<KeptKey> keys = guide.keys().read();
        Reading before = live(keys);
        Swapped swapped = postgres.undoSwap(noise, KeyJson.write(keys));
        List<KeptKey> former = KeyJson.read(swapped.attachments());
        write(former);
        Reconnection reconnection = wake(swapped);
        SnapshotReport report = new SnapshotReport(
                new Snapshot(new SnapshotId(Housekeeping.UNDO, retired), Optional.empty(), guide.application(), "", 0),
                Way.SWAP,
                List.of(),
                0,
                former.stream().map(KeptKey::name).toList(),
                List.of(),
                swapped.ended().count(),
                reconnection.requests(),
                reconnection.failed(),
                Duration.ofNanos(System.nanoTime() - start));
        return new Restored(report, before, live(former));
    }

    private SnapshotException nothingToUndo() {
        return new SnapshotException(
                Fault.USER,
                new Problem(
                        "Nothing is left to undo.",
                        String.valueOf(settings.address()),
                        "restore a snapshot instead; they are in the list"));
    }

    private Reading live(List<KeptKey> keys) {
        return postgres.readLive(tables -> guide.observe(Scope.ALL, tables, keys));
    }

    private Reconnection wake(Swapped swapped) {
        guide.forget(table -> true);
        Sessions ended = swapped.ended();
        return guide.reconnect(ended.count(), () -> ended.areBack(postgres.applicationSessions()));
    }

    /** Writes the keys and reads them back. */
    private void write(List<KeptKey> wanted) {
        guide.keys().write(wanted);
        List<String> differing = RestoreWork.differing(wanted, guide.keys().read());
        if (!differing.isEmpty()) {
            throw new SnapshotException(
                    Fault.LAB,
                    new Problem(
                            "Somebody else writes to the queues while they are put back.",
                            "Redis, keys " + differing,
                            "stop the workers that use them, then restore again"));
        }
    }
}
