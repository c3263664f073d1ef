package io.github.pocstate.snapshot.lab;

import io.github.pocstate.Fault;
import io.github.pocstate.ForeignChanges;
import io.github.pocstate.Goal;
import io.github.pocstate.PocStateException;
import io.github.pocstate.Problem;
import io.github.pocstate.Scope;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.config.DatabaseSettings;
import io.github.pocstate.snapshot.PrunePolicy;
import io.github.pocstate.snapshot.Snapshot;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.SnapshotReport.Way;
import io.github.pocstate.snapshot.postgres.PostgresSnapshots;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.ImportedSnapshot;
import io.github.pocstate.snapshot.postgres.model.SavedSnapshot;
import io.github.pocstate.snapshot.postgres.model.Sessions;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.spi.DatabaseGuide;
import io.github.pocstate.spi.KeptKey;
import io.github.pocstate.spi.Lab;
import io.github.pocstate.spi.SnapshotStore;
import io.github.pocstate.spi.Tables;
import io.github.pocstate.verify.Verification;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of one lab: the database, the keys in Redis of the same moment, and what is known of both; thread-safe.
 *
 * <p>Nothing but {@link #list} works on a host that must not be written to: even reading a snapshot opens its database for a
 * moment, and that is a write.
 */
final class LabSnapshots implements SnapshotStore {

    private static final Logger log = LoggerFactory.getLogger(LabSnapshots.class);

    private final DatabaseAccess access;
    private final Lab lab;
    private final DatabaseGuide guide;
    private final PostgresSnapshots postgres;
    private final KeptReadings readings;
    private final PuttingBack puttingBack;
    private final Housekeeping housekeeping;

    LabSnapshots(
            DatabaseAccess access,
            DatabaseSettings settings,
            Lab lab,
            DatabaseGuide guide,
            PostgresSnapshots postgres,
            Clock clock) {
        this.access = access;
        this.lab = lab;
        this.guide = guide;
        this.postgres = postgres;
        this.readings = new KeptReadings(postgres, guide);
        this.puttingBack = new PuttingBack(settings, guide, postgres, readings);
        this.housekeeping = new Housekeeping(settings, postgres, clock);
    }

    @Override
    public List<Snapshot> list() {
        return postgres.list().stream().map(Facts::snapshot).toList();
    }

    @Override
    public Snapshot save(String label, Optional<Goal> goal) {
        requireWritable();
        SavedSnapshot saved = postgres.save(label, tables -> contents(goal, tables), SessionsMay.BE_ENDED);
        reconnect(saved.ended());
        Snapshot snapshot = Facts.snapshot(saved.snapshot());
        log.info(
                "[{}] saved as {}: {} sessions ended, {} rows copied",
                lab.name(),
                snapshot.id(),
                saved.ended().count(),
                saved.changes().stream().mapToLong(change -> change.rows()).sum());
        return snapshot;
    }

    private Contents contents(Optional<Goal> goal, Tables tables) {
        List<KeptKey> keys = guide.keys().read();
        goal.ifPresent(wanted -> requirePhase(wanted, tables, keys));
        Facts facts = new Facts(goal.map(wanted -> wanted.phase().name()), guide.application());
        return new Contents(facts.toMap(), KeyJson.write(keys));
    }

    private void requirePhase(Goal goal, Tables tables, List<KeptKey> keys) {
        Verification verification = lab.verify(goal, guide.observe(Scope.ALL, tables, keys));
        if (!verification.passed()) {
            throw new SnapshotException(
                    Fault.USER,
                    new Problem(
                            "The lab is not in phase " + goal.phase().name() + ": "
                                    + verification.deviations().size() + " objects differ.",
                            lab.name() + ", first " + verification.deviations().get(0),
                            "restore the phase first, or save the lab under a name; nothing was saved"));
        }
    }

    /** Only the first save or import ends sessions, and the one after a migration. */
    private void reconnect(Sessions ended) {
        if (ended.count() > 0) {
            DatabaseGuide.Reconnection reconnection =
                    guide.reconnect(ended.count(), () -> ended.areBack(postgres.applicationSessions()));
            log.info(
                    "[{}] {} sessions were ended, {} answers again after {} requests, {} failed",
                    lab.name(),
                    ended.count(),
                    guide.application(),
                    reconnection.requests(),
                    reconnection.failed());
        }
    }

    @Override
    public Snapshot keep(Goal goal) {
        Optional<Snapshot> newest = list().stream()
                .filter(snapshot ->
                        snapshot.phase().filter(goal.phase().name()::equals).isPresent())
                .reduce((older, newer) -> newer);
        if (newest.isPresent() && holdsTheLab(newest.get(), goal)) {
            return newest.get();
        }
        Snapshot saved = save(SnapshotId.label(goal.phase()), Optional.of(goal));
        housekeeping.after(saved);
        return saved;
    }

    private boolean holdsTheLab(Snapshot snapshot, Goal goal) {
        try {
            return obstacle(snapshot, goal).isEmpty()
                    && compare(snapshot.id()).report().way() == Way.ALREADY_THERE;
        } catch (SnapshotException e) {
            log.debug(
                    "[{}] {} does not hold the lab: {}",
                    lab.name(),
                    snapshot.id(),
                    e.problem().what());
            return false;
        }
    }

    @Override
    public Optional<String> obstacle(Snapshot snapshot, Goal goal) {
        if (!snapshot.application().equals(guide.application())) {
            return Optional.of("it is of " + snapshot.application() + ", the lab has " + guide.application());
        }
        try {
            requireWritable();
            Verification verification = readings.of(snapshot.id()).verified(goal, lab);
            return verification.passed()
                    ? Optional.empty()
                    : Optional.of("by the present rules and settings "
                            + verification.deviations().size() + " of its objects differ, first "
                            + verification.deviations().get(0));
        } catch (PocStateException e) {
            return Optional.of(e.problem().what());
        }
    }

    @Override
    public Restored compare(SnapshotId id) {
        requireWritable();
        return puttingBack.compare(fitting(id));
    }

    @Override
    public Restored restore(SnapshotId id, ForeignChanges foreign, boolean undo) {
        requireWritable();
        Snapshot snapshot = fitting(id);
        return undo && puttingBack.compare(snapshot).report().way() != Way.ALREADY_THERE
                ? keepingTheStateBefore(snapshot, foreign)
                : restored(snapshot, foreign);
    }

    private Restored keepingTheStateBefore(Snapshot snapshot, ForeignChanges foreign) {
        Snapshot before = save(Housekeeping.UNDO, Optional.empty());
        Restored restored = restored(snapshot, foreign);
        housekeeping.keepForUndo(before);
        return restored;
    }

    private Restored restored(Snapshot snapshot, ForeignChanges foreign) {
        Restored restored = puttingBack.restore(snapshot, foreign);
        housekeeping.makeReady();
        return restored;
    }

    @Override
    public Restored undo() {
        requireWritable();
        return housekeeping
                .undoPoint(list())
                .map(point -> keepingTheStateBefore(point, ForeignChanges.DISCARD))
                .orElseGet(puttingBack::undoSwap);
    }

    @Override
    public void delete(SnapshotId id) {
        requireWritable();
        postgres.delete(id);
        readings.forget(id);
    }

    @Override
    public List<Snapshot> prune(PrunePolicy policy) {
        requireWritable();
        return housekeeping.prune(policy);
    }

    @Override
    public void export(SnapshotId id, Path file) {
        requireWritable();
        postgres.export(id, file);
    }

    @Override
    public Snapshot importFrom(Path file) {
        requireWritable();
        ImportedSnapshot imported = postgres.importFrom(file, this::admit, SessionsMay.BE_ENDED);
        reconnect(imported.ended());
        return Facts.snapshot(imported.snapshot());
    }

    private Contents admit(Contents contents) {
        Facts facts = Facts.of(contents.application());
        requireSameApplication(facts.application(), "the file");
        KeyJson.read(contents.attachments());
        return contents;
    }

    private Snapshot fitting(SnapshotId id) {
        Snapshot snapshot = postgres.find(id)
                .map(Facts::snapshot)
                .orElseThrow(() -> new SnapshotException(
                        Fault.USER,
                        new Problem("There is no snapshot " + id + ".", lab.name(), "choose one of the list")));
        requireSameApplication(snapshot.application(), "snapshot " + id);
        return snapshot;
    }

    private void requireSameApplication(String application, String where) {
        if (!application.equals(guide.application())) {
            throw new SnapshotException(
                    Fault.USER,
                    new Problem(
                            "The snapshot is of " + application + ", the lab has " + guide.application() + ".",
                            where,
                            "save new snapshots after an upgrade; nothing was changed"));
        }
    }

    /** The lock in Redis has asked for the other hosts. */
    private void requireWritable() {
        access.requireWritable();
    }

    @Override
    public void close() {
        postgres.close();
    }
}
