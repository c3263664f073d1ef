package io.github.pocstate.netbox.internal;

import io.github.pocstate.Goal;
import io.github.pocstate.LockStatus;
import io.github.pocstate.LockStatus.Holder;
import io.github.pocstate.Phase;
import io.github.pocstate.ProgressListener;
import io.github.pocstate.Scope;
import io.github.pocstate.Transition;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.netbox.api.NetBox;
import io.github.pocstate.netbox.internal.client.Door;
import io.github.pocstate.netbox.internal.client.NetBoxClient;
import io.github.pocstate.netbox.internal.client.NetBoxRejection;
import io.github.pocstate.netbox.internal.client.NetBoxVersion;
import io.github.pocstate.netbox.internal.client.Parallel;
import io.github.pocstate.netbox.internal.client.RemoteErrors;
import io.github.pocstate.netbox.internal.compare.NetBoxPhases;
import io.github.pocstate.netbox.internal.read.InventoryReader;
import io.github.pocstate.netbox.internal.write.BulkWriter;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.redis.RedisLock;
import io.github.pocstate.netbox.redis.RedisServer;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.spi.DatabaseGuide;
import io.github.pocstate.spi.Lab;
import io.github.pocstate.spi.LabLock;
import io.github.pocstate.spi.Reading;
import io.github.pocstate.verify.Verification;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A NetBox and the Redis beside it; thread-safe. */
public final class NetBoxLab implements Lab {

    private final NetBoxClient netBox;
    private final RedisServer redis;
    private final Parallel parallel;
    private final NetBoxVersion version;
    private final InventoryReader reader;
    private final Planner planner;
    private final Admission admission;
    private final LabLock lock;
    private final Optional<DatabaseGuide> database;

    private NetBoxLab(
            PocConfig config,
            NetBoxClient netBox,
            NetBoxVersion version,
            RedisServer redis,
            RedisLock redisLock,
            Parallel parallel,
            Clock clock) {
        this.netBox = netBox;
        this.version = version;
        this.redis = redis;
        this.parallel = parallel;
        boolean patchesCables = version.changesCables(config.netBox().cableWrites());
        BulkWriter writer = new BulkWriter(parallel, config.netBox().inFlight(), netBox.url());
        this.reader = new InventoryReader(config, netBox, redis::read, version, parallel, !patchesCables);
        this.planner = new Planner(config, netBox, writer, redis, redisLock::requireHeld, patchesCables, clock);
        this.admission = new Admission(config, netBox, patchesCables);
        this.lock = new GuardedLock(admission, redisLock);
        this.database = config.database()
                .map(settings -> new NetBoxDatabase(config, settings, version, redis, redisLock::requireHeld));
    }

    /**
     * Connects to NetBox and Redis at the same time.
     *
     * @param config the settings
     * @param clock tells the time of events
     * @return the lab
     */
    public static NetBoxLab open(PocConfig config, Clock clock) {
        Parallel parallel = new Parallel();
        CompletableFuture<RedisLock> lock = new CompletableFuture<>();
        NetBoxClient netBox = new NetBoxClient(
                config.netBox(), Door.to(config, () -> lock.join().requireHeld()));
        CompletableFuture<RedisServer> connecting = parallel.start(() -> RedisServer.queues(config));
        try {
            NetBoxVersion version = NetBoxVersion.parse(version(netBox));
            RedisServer redis = Parallel.join(connecting);
            lock.complete(new RedisLock(redis, config.lockTimeout(), clock));
            return new NetBoxLab(config, netBox, version, redis, lock.join(), parallel, clock);
        } catch (RuntimeException e) {
            closeLater(connecting);
            netBox.close();
            parallel.close();
            throw e;
        }
    }

    /** The other connection failed; nobody waits for this one. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void closeLater(CompletableFuture<RedisServer> redis) {
        redis.thenAccept(RedisServer::close);
    }

    private static String version(NetBoxClient netBox) {
        try {
            return netBox.status.status().netboxVersion();
        } catch (NetBoxRejection rejection) {
            throw RemoteErrors.refused(rejection, netBox.url());
        }
    }

    /** Taking the lock is the first write; a host that must not be written to is not locked either. */
    private record GuardedLock(Admission admission, LabLock lock) implements LabLock {

        @Override
        public Held acquire(String purpose) {
            admission.requireAllowedHosts();
            return lock.acquire(purpose);
        }

        @Override
        public Held acquire(String purpose, Duration patience) {
            admission.requireAllowedHosts();
            return lock.acquire(purpose, patience);
        }

        @Override
        public void requireHeld() {
            lock.requireHeld();
        }

        @Override
        public LockStatus status() {
            return lock.status();
        }

        @Override
        public LockStatus breakHold() {
            admission.requireAllowedHosts();
            return lock.breakHold();
        }

        @Override
        public Optional<Holder> holder() {
            return lock.holder();
        }
    }

    @Override
    public String name() {
        return "NetBox " + version + " at " + netBox.url();
    }

    @Override
    public LabLock lock() {
        return lock;
    }

    @Override
    public Reading observe(Scope scope, ProgressListener listener) {
        return translated(() -> reader.read(scope, listener));
    }

    @Override
    public Verification verify(Goal goal, Reading reading) {
        return planner.verify(goal, (Inventory) reading);
    }

    @Override
    public List<Transition> transitions(Phase target) {
        return NetBoxPhases.find(target).isPresent() ? List.of(new ApiTransition(target, planner)) : List.of();
    }

    @Override
    public void admit(Plan plan) {
        translated(() -> {
            admission.check(plan);
            return true;
        });
    }

    @Override
    public long requests() {
        return netBox.requests();
    }

    @Override
    public Optional<DatabaseGuide> database() {
        return database;
    }

    @Override
    public <T> Optional<T> client(Class<T> type) {
        return type == NetBox.class ? Optional.of(type.cast(netBox.forOthers)) : Optional.empty();
    }

    private <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (NetBoxRejection rejection) {
            throw RemoteErrors.refused(rejection, netBox.url());
        }
    }

    @Override
    public void close() {
        redis.close();
        netBox.close();
        parallel.close();
    }
}
