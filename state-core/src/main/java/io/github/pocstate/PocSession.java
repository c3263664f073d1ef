package io.github.pocstate;

import io.github.pocstate.config.DatabaseSettings;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.internal.Engine;
import io.github.pocstate.internal.Services;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.snapshot.Snapshots;
import io.github.pocstate.spi.Lab;
import io.github.pocstate.spi.Reading;
import io.github.pocstate.spi.SnapshotStore;
import io.github.pocstate.spi.TransitionProvider;
import io.github.pocstate.verify.Verification;
import java.time.Duration;
import java.util.Optional;

/**
 * An open lab: plan, restore and verify phases on it.
 *
 * <pre>{@code
 * try (PocSession lab = PocSession.open(PocConfig.load())) {
 *     Plan plan = lab.plan(Phase.TWO);                 // reads only
 *     RestoreReport done = lab.restore(Phase.TWO);
 *     Verification proof = lab.verify(Phase.TWO);      // reads only
 *     Snapshot kept = lab.snapshots().save(Phase.TWO);
 * }
 * }</pre>
 *
 * <p>This class is thread-safe; restores of the same lab wait for each other, in this process and in others.
 *
 * @since 0.1
 */
public final class PocSession implements AutoCloseable {

    private final Engine engine;

    private PocSession(Engine engine) {
        this.engine = engine;
    }

    /**
     * Connects to the lab; writes nothing.
     *
     * @param config the settings
     * @return the session, to be closed by the caller
     * @throws ConfigurationException if no adapter is on the class path
     * @throws UnreachableException if NetBox or Redis does not answer
     * @throws RejectedException if NetBox refuses the token
     */
    public static PocSession open(PocConfig config) {
        Lab lab = Services.labProvider().open(config);
        return new PocSession(new Engine(
                lab,
                Services.all(TransitionProvider.class),
                snapshots(config, lab),
                config.database().filter(DatabaseSettings::automatic).isPresent()));
    }

    private static Optional<SnapshotStore> snapshots(PocConfig config, Lab lab) {
        return Services.snapshotProvider()
                .flatMap(provider -> config.database()
                        .flatMap(database -> lab.database().map(guide -> provider.open(config, database, lab, guide))));
    }

    /**
     * Brings the whole lab into a phase and proves it; does nothing when it is there.
     *
     * @param phase the phase
     * @return what was done, verified
     * @throws VerificationException if the lab, read back, still differs
     * @throws RestoreException if it stopped midway; a second call finishes the job
     * @throws PocStateException if the lab cannot be read or must not be written; nothing was written
     */
    public RestoreReport restore(Phase phase) {
        return restore(phase, RestoreOptions.DEFAULT);
    }

    /**
     * Brings the lab into a phase and proves it, or shows what that would take; does nothing when it is there.
     *
     * @param phase the phase
     * @param options scope, dry run and other choices
     * @return what was done, verified; for a dry run what would be done
     * @throws VerificationException if the lab, read back, still differs
     * @throws RestoreException if it stopped midway; a second call finishes the job
     * @throws PocStateException if the lab cannot be read or must not be written; nothing was written
     */
    public RestoreReport restore(Phase phase, RestoreOptions options) {
        return options.dryRun()
                ? engine.dryRun(options.goal(phase), options)
                : engine.restore(options.goal(phase), options);
    }

    /**
     * Lists what a restore of the whole lab would do; writes nothing.
     *
     * @param phase the phase
     * @return the plan, empty when the lab is there
     * @throws PocStateException if the lab cannot be read
     */
    public Plan plan(Phase phase) {
        return plan(phase, RestoreOptions.DEFAULT);
    }

    /**
     * Lists what a restore would do; writes nothing.
     *
     * @param phase the phase
     * @param options the scope
     * @return the plan, empty when the lab is there
     * @throws PocStateException if the lab cannot be read
     */
    public Plan plan(Phase phase, RestoreOptions options) {
        return engine.plan(options.goal(phase), options);
    }

    /**
     * Checks whether the whole lab is in a phase; writes nothing.
     *
     * @param phase the phase
     * @return what was checked and what differs
     * @throws PocStateException if the lab cannot be read
     */
    public Verification verify(Phase phase) {
        return verify(phase, RestoreOptions.DEFAULT);
    }

    /**
     * Checks whether the lab is in a phase; writes nothing.
     *
     * @param phase the phase
     * @param options the scope
     * @return what was checked and what differs
     * @throws PocStateException if the lab cannot be read
     */
    public Verification verify(Phase phase, RestoreOptions options) {
        return engine.verify(options.goal(phase), options.listener());
    }

    /**
     * Looks at the lab once; writes nothing.
     *
     * @param options the scope
     * @return what was seen; with state-netbox an {@code Inventory} with every server, its cables, addresses and journal
     * @throws PocStateException if the lab cannot be read
     */
    public Reading read(RestoreOptions options) {
        return engine.read(options.scope(), options.listener());
    }

    /**
     * Compares a reading with a phase; reads and writes nothing.
     *
     * @param goal what is wanted, for the scope of the reading
     * @param reading a reading of this session
     * @return what the reading proves
     */
    public Verification verify(Goal goal, Reading reading) {
        return engine.verify(goal, reading);
    }

    /**
     * Tells where the lab is; writes nothing.
     *
     * @param options the scope
     * @return counts, and how far the lab is from each phase
     * @throws PocStateException if the lab cannot be read
     */
    public LabStatus status(RestoreOptions options) {
        return engine.status(options.scope(), options.publishDiscovery(), options.listener());
    }

    /**
     * The snapshots of the lab.
     *
     * @return the snapshots
     * @throws ConfigurationException if no database is set, or state-snapshot is not on the class path
     */
    public Snapshots snapshots() {
        return engine.snapshots();
    }

    /**
     * Takes the lab until the returned session is closed: its verbs work, everybody else's writes wait, in this process and
     * in others. For whoever needs a state for longer than one call, such as a test.
     *
     * <pre>{@code
     * try (PocSession mine = lab.reserve("acceptance of rack 7", Duration.ofMinutes(10))) {
     *     mine.restore(Phase.TWO);
     *     inspect();                                       // nobody restores another phase meanwhile
     * }
     * }</pre>
     *
     * <p>Writes of this session itself wait, too: use the returned one, from any thread. It shares the connections of this
     * session and ends with it.
     *
     * @param purpose what for, in a few words; shown to whoever waits
     * @param patience how long to wait for another holder, 0 or greater
     * @return the session that has the lab; closing it gives the lab back, after a restore that runs in another thread, and
     *     leaves the connections open
     * @throws UnfitLabException if somebody else holds the lab for longer; the message names the holder
     * @throws PocStateException if the lab must not be written
     */
    public PocSession reserve(String purpose, Duration patience) {
        return new PocSession(engine.reserve(purpose, patience));
    }

    /**
     * Tells who writes to the lab; writes nothing.
     *
     * @return the status of the lock at this moment
     * @throws PocStateException if the lab cannot be asked
     */
    public LockStatus lockStatus() {
        return engine.lockStatus();
    }

    /**
     * Frees the lab, whoever holds it, in this process too: for a holder that hangs, or runs on a machine that nobody can
     * reach. Their next write is refused, and their restore stops with an error that names who holds the lab by then; what they
     * wrote stays, and the next restore goes on from there. Does nothing when the lab is free.
     *
     * @return whose hold was broken
     * @throws PocStateException if the lab must not be written to
     */
    public LockStatus breakLock() {
        return engine.breakLock();
    }

    /**
     * A client of the lab, of a type that the adapter on the class path offers.
     *
     * @param type what is wanted
     * @param <T> what is wanted
     * @return the client, the same at each call and closed with this session; empty if the adapter offers none of this type
     */
    public <T> Optional<T> client(Class<T> type) {
        return engine.client(type);
    }

    /** Ends the connections, or the reservation; a restore that runs in another thread fails, or is waited for. */
    @Override
    public void close() {
        engine.close();
    }
}
