package io.github.pocstate.internal;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Fault;
import io.github.pocstate.Goal;
import io.github.pocstate.LabStatus;
import io.github.pocstate.LockStatus;
import io.github.pocstate.Phases;
import io.github.pocstate.PocStateException;
import io.github.pocstate.Problem;
import io.github.pocstate.ProgressListener;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.Scope;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.Strategy;
import io.github.pocstate.Transition;
import io.github.pocstate.config.Setting;
import io.github.pocstate.internal.Router.Route;
import io.github.pocstate.internal.SnapshotWay.Outcome;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.snapshot.Snapshots;
import io.github.pocstate.spi.Lab;
import io.github.pocstate.spi.LabLock;
import io.github.pocstate.spi.Reading;
import io.github.pocstate.spi.SnapshotProvider;
import io.github.pocstate.spi.SnapshotStore;
import io.github.pocstate.spi.TransitionProvider;
import io.github.pocstate.verify.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one way in which every call flows: lock, observe, route, plan, execute, verify, report. */
public final class Engine implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    private final Lab lab;
    private final Router router;
    private final Optional<SnapshotStore> store;
    private final boolean keepsArrivals;
    private final LabLock lock;
    private final Runnable ending;

    /**
     * Takes over the lab.
     *
     * @param lab the open lab; closed with this engine
     * @param providers further transitions
     * @param store the lab's snapshots; closed with this engine
     * @param keepsArrivals whether what is reached over the API is kept as a snapshot
     */
    public Engine(Lab lab, List<TransitionProvider> providers, Optional<SnapshotStore> store, boolean keepsArrivals) {
        this.lab = lab;
        this.router = new Router(lab, providers);
        this.store = store;
        this.keepsArrivals = keepsArrivals;
        this.lock = lab.lock();
        this.ending = () -> {
            store.ifPresent(SnapshotStore::close);
            lab.close();
        };
    }

    private Engine(Engine whole, Reservation reservation) {
        this.lab = whole.lab;
        this.router = whole.router;
        this.store = whole.store;
        this.keepsArrivals = whole.keepsArrivals;
        this.lock = reservation;
        this.ending = reservation::close;
    }

    /**
     * Takes the lab for several calls.
     *
     * @param purpose what for, shown to whoever waits
     * @param patience how long to wait for another holder
     * @return the same engine, for which the lab is free while it waits for all others; closing it gives the lab back
     */
    public Engine reserve(String purpose, Duration patience) {
        return new Engine(this, new Reservation(lock, purpose, patience));
    }

    /**
     * A client of the lab.
     *
     * @param type what is wanted
     * @param <T> what is wanted
     * @return the client, empty if the adapter offers none
     */
    public <T> Optional<T> client(Class<T> type) {
        return lab.client(type);
    }

    /**
     * Reads the lab and plans; writes nothing.
     *
     * @param goal what is wanted
     * @param options the choices
     * @return the plan of the first transition on the way
     */
    public Plan plan(Goal goal, RestoreOptions options) {
        return dryRun(goal, options).plan();
    }

    /**
     * The lab's snapshots for its users.
     *
     * @return the snapshots
     * @throws ConfigurationException if the lab has none
     */
    public Snapshots snapshots() {
        return store.map(open -> new LockedSnapshots(lock, open)).orElseThrow(Engine::noSnapshots);
    }

    /**
     * Whether somebody writes to the lab, and who.
     *
     * @return the status of its lock
     */
    public LockStatus lockStatus() {
        return lock.status();
    }

    /**
     * Frees the lab, whoever holds it; their next write is refused.
     *
     * @return whose hold was broken
     */
    public LockStatus breakLock() {
        LockStatus broken = lock.breakHold();
        if (broken.held()) {
            log.warn("[{}] the lock was broken, it was {}", lab.name(), broken);
        }
        return broken;
    }

    /**
     * Reads the lab and compares; writes nothing.
     *
     * @param goal what is wanted
     * @param listener hears the progress
     * @return what the reading proves
     */
    public Verification verify(Goal goal, ProgressListener listener) {
        return verify(goal, read(goal.scope(), listener));
    }

    /**
     * Reads the lab; writes nothing.
     *
     * @param scope the servers to look at
     * @param listener hears the progress
     * @return the reading
     */
    public Reading read(Scope scope, ProgressListener listener) {
        return lab.observe(scope, listener);
    }

    /**
     * Compares a reading with a phase; reads and writes nothing.
     *
     * @param goal what is wanted
     * @param reading the reading
     * @return what the reading proves
     */
    public Verification verify(Goal goal, Reading reading) {
        return lab.verify(goal, reading);
    }

    /**
     * Reads the lab and compares it with every phase; writes nothing.
     *
     * @param scope the servers to look at
     * @param publishDiscovery whether discovery events belong to the phases
     * @param listener hears the progress
     * @return where the lab is
     */
    public LabStatus status(Scope scope, boolean publishDiscovery, ProgressListener listener) {
        Reading reading = lab.observe(scope, listener);
        List<Verification> phases = Phases.all().stream()
                .filter(phase -> !lab.transitions(phase).isEmpty())
                .map(phase -> lab.verify(new Goal(phase, scope, publishDiscovery), reading))
                .toList();
        return new LabStatus(lab.name(), scope, reading.summary(), phases);
    }

    /**
     * Shows what {@link #restore} would do; writes nothing and takes no lock.
     *
     * @param goal what is wanted
     * @param options the choices
     * @return the report of a dry run
     */
    public RestoreReport dryRun(Goal goal, RestoreOptions options) {
        Outcome bySnapshot = bySnapshot(options, way -> way.compare(goal, options));
        return bySnapshot
                .report()
                .orElseGet(() -> overApi(goal, options, bySnapshot).report(true));
    }

    /**
     * Brings the lab into the phase and proves it.
     *
     * @param goal what is wanted
     * @param options the choices
     * @return the report, verified
     */
    public RestoreReport restore(Goal goal, RestoreOptions options) {
        log.info("[{}] restoring phase {} for {}", lab.name(), goal.phase().name(), goal.scope());
        try (LabLock.Held held = lock.acquire("restore of phase " + goal.phase().name())) {
            Outcome bySnapshot = bySnapshot(options, way -> way.restore(goal, options));
            RestoreReport report = bySnapshot.report().orElseGet(() -> kept(goal, travel(goal, options, bySnapshot)));
            log.info(
                    "[{}] phase {} restored: {} changed, {} requests, {} s",
                    lab.name(),
                    goal.phase().name(),
                    report.changed(),
                    report.requests(),
                    report.duration().toMillis() / 1000.0);
            return report;
        }
    }

    /** A snapshot's way that ended because the lab is somebody else's by now is no reason for another way. */
    private RestoreReport travel(Goal goal, RestoreOptions options, Outcome bySnapshot) {
        lock.requireHeld();
        return overApi(goal, options, bySnapshot).travel();
    }

    /** Tries the snapshots, as far as the strategy and the settings allow. */
    private Outcome bySnapshot(RestoreOptions options, Function<SnapshotWay, Outcome> attempt) {
        if (options.strategy() == Strategy.API || (store.isEmpty() && options.strategy() == Strategy.AUTO)) {
            return Outcome.blocked("");
        }
        Outcome outcome = attempt.apply(new SnapshotWay(lab, store.orElseThrow(Engine::noSnapshots)));
        if (options.strategy() == Strategy.SNAPSHOT && outcome.report().isEmpty()) {
            throw refused(outcome);
        }
        return outcome;
    }

    private PocStateException refused(Outcome outcome) {
        return outcome.cause()
                .orElseGet(() -> new SnapshotException(
                        Fault.USER,
                        new Problem(
                                "There is no way by snapshot: " + outcome.obstacle() + ".",
                                lab.name(),
                                "take another strategy, or save the phase as a snapshot when the lab is in it")));
    }

    private static ConfigurationException noSnapshots() {
        return new ConfigurationException(new Problem(
                "Snapshots need the lab's database, and the module that keeps them.",
                Setting.NETBOX_DB_URL + " and META-INF/services/" + SnapshotProvider.class.getName(),
                "set " + Setting.NETBOX_DB_URL + " (" + Setting.NETBOX_DB_URL.description()
                        + ") and add the dependency io.github.pocstate:state-snapshot"));
    }

    private RestoreReport kept(Goal goal, RestoreReport report) {
        boolean keeps = keepsArrivals && goal.scope().isWholeLab();
        return store.filter(open -> keeps)
                .flatMap(open -> new SnapshotWay(lab, open).keep(goal))
                .map(report::keptAs)
                .orElse(report);
    }

    private Restore overApi(Goal goal, RestoreOptions options, Outcome bySnapshot) {
        Restore restore = new Restore(lab, goal, options.listener());
        Reading reading = restore.begin();
        Route route = router.route(goal, reading).insteadOfSnapshot(bySnapshot.obstacle());
        restore.planned(route, firstPlan(route, goal, reading), bySnapshot.foreign());
        return restore;
    }

    private Plan firstPlan(Route route, Goal goal, Reading reading) {
        if (route.legs().isEmpty()) {
            return new Plan(goal, "none", List.of(), lab.verify(goal, reading).failures());
        }
        Transition first = route.legs().get(0);
        return first.plan(goal.at(first.target()), reading);
    }

    @Override
    public void close() {
        ending.run();
    }
}
