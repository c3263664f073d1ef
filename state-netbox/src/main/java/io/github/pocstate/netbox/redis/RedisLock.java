package io.github.pocstate.netbox.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.pocstate.LockStatus;
import io.github.pocstate.LockStatus.Holder;
import io.github.pocstate.Problem;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.spi.LabLock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer per lab, by a lock in the lab's Redis whose lease is renewed while its owner lives; thread-safe.
 *
 * <p>An owner that was killed loses the lock within ten seconds. So does one that was paused (a stopped process, a closed
 * laptop, a long pause of the garbage collector) or cut off from Redis; it learns of it at its next write, which asks Redis
 * whether the lock is still its own ({@link #requireHeld}). A clock of our own would not do: it may stand still as well.
 */
public final class RedisLock implements LabLock {

    private static final Logger log = LoggerFactory.getLogger(RedisLock.class);

    private static final String LOCK = "poc-state:lock";
    private static final String HOLDER = "poc-state:lock:holder";
    private static final Duration HOLDER_KEPT = Duration.ofDays(1);

    /** Each claim is a holder of its own, not its thread: what one thread takes, another may give back. */
    private static final AtomicLong CLAIMS = new AtomicLong();

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private final RedisServer redis;
    private final Duration timeout;
    private final Clock clock;
    private final Semaphore turn = new Semaphore(1, true);
    private volatile @Nullable Hold current;

    /**
     * Makes the lock; nobody holds it yet.
     *
     * @param redis the lab's Redis
     * @param timeout how long to wait for another holder
     * @param clock tells since when the lock is held
     */
    public RedisLock(RedisServer redis, Duration timeout, Clock clock) {
        this.redis = redis;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    public Held acquire(String purpose) {
        return acquire(purpose, timeout, "raise POC_STATE_LOCK_TIMEOUT (seconds)");
    }

    @Override
    public Held acquire(String purpose, Duration patience) {
        return acquire(purpose, patience, "wait longer (in tests: pocstate.patience, seconds)");
    }

    /**
     * One hold at a time: as long as the one before was not given back, a lost one too, its writes may still be under way, and
     * they ask for the hold that is current.
     */
    private Held acquire(String purpose, Duration patience, String howToWaitLonger) {
        long start = System.nanoTime();
        redis.requireWritable();
        boolean taken = false;
        boolean ourTurn = turn.tryAcquire() || waitForTurn(patience);
        try {
            Duration left = patience.minusNanos(System.nanoTime() - start);
            Optional<Hold> hold = ourTurn ? take(purpose, left.isNegative() ? Duration.ZERO : left) : Optional.empty();
            taken = hold.isPresent();
            return hold.orElseThrow(() -> busy(patience, howToWaitLonger));
        } finally {
            if (ourTurn && !taken) {
                turn.release();
            }
        }
    }

    private boolean waitForTurn(Duration patience) {
        logWaiting(patience);
        try {
            return turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<Hold> take(String purpose, Duration patience) {
        return redis.translated(client -> {
            Claim claim = new Claim(client.getLock(LOCK), CLAIMS.decrementAndGet());
            if (!claim.now() && !waitFor(claim, patience)) {
                return Optional.empty();
            }
            Holder ourselves = ourselves(purpose);
            client.getBucket(HOLDER).set(json(ourselves), HOLDER_KEPT);
            Hold hold = new Hold(claim, ourselves);
            current = hold;
            return Optional.of(hold);
        });
    }

    private UnfitLabException busy(Duration patience, String howToWaitLonger) {
        return new UnfitLabException(new Problem(
                "Somebody else writes to this lab: " + describeHolder() + ".",
                place() + ", waited " + patience.toSeconds() + " s",
                remedy(howToWaitLonger)));
    }

    private String place() {
        return redis.address() + ", key " + LOCK;
    }

    private String remedy(String howToWaitLonger) {
        boolean ourselves = holder().filter(holder ->
                        holder.owner().equals(owner()) && holder.host().equals(hostName()))
                .isPresent();
        return ourselves
                ? "this process holds it: write through the session that has it (what PocSession.reserve returned, the"
                        + " PocSession parameter of a test), or " + howToWaitLonger
                : "wait until they are done, or " + howToWaitLonger;
    }

    /** The lab is ours, until this is closed or lost. */
    private final class Hold implements Held {

        private final Claim claim;
        private final Holder ourselves;
        private final AtomicBoolean open = new AtomicBoolean(true);

        Hold(Claim claim, Holder ourselves) {
            this.claim = claim;
            this.ourselves = ourselves;
        }

        boolean isOurs() {
            return redis.translated(client -> claim.isHeld());
        }

        boolean isOursJustNow() {
            return FreshAnswer.to(this::isOurs, System::nanoTime)
                    .orElseThrow(() -> new UnreachableException(new Problem(
                            "Redis takes too long to tell whether the lab is still ours; nothing more is written.",
                            place() + ", " + FreshAnswer.QUESTIONS + " answers took longer than "
                                    + FreshAnswer.FRESH.toSeconds() + " s each",
                            "see why Redis is slow, then call again")));
        }

        @Override
        public void close() {
            if (open.getAndSet(false)) {
                try {
                    release(claim);
                } finally {
                    current = null;
                    turn.release();
                }
            }
        }
    }

    /** A lease that ran out may be somebody else's by now; theirs is left alone. */
    private void release(Claim claim) {
        redis.translated(client -> {
            if (!claim.isHeldOrAbandoned()) {
                log.warn("[{}] the lock was lost before it was given back", redis.address());
                return false;
            }
            client.getBucket(HOLDER).delete();
            return claim.giveBack();
        });
    }

    @Override
    public void requireHeld() {
        Hold hold = current;
        if (hold == null) {
            throw new IllegalStateException("the lab is not ours, so nothing is written: acquire the lock first");
        }
        if (!hold.isOursJustNow()) {
            throw new UnfitLabException(new Problem(
                    "The lock of this lab was lost; nothing more is written.",
                    place() + ", taken at " + hold.ourselves.since() + " for [" + hold.ourselves.purpose() + "], now "
                            + status(),
                    "this process was paused or cut off, Redis lost its data, or somebody freed the lab (poc-state lock"
                            + " --break): let whoever has it now finish"));
        }
    }

    private boolean waitFor(Claim claim, Duration patience) {
        logWaiting(patience);
        return claim.within(patience);
    }

    private void logWaiting(Duration patience) {
        log.warn("[{}] waiting up to {} s for {}", redis.address(), patience.toSeconds(), describeHolder());
    }

    @Override
    public LockStatus status() {
        return redis.translated(RedisLock::status);
    }

    private static LockStatus status(RedissonClient client) {
        Duration lease = Claim.lease(client.getLock(LOCK));
        return lease.isZero() ? LockStatus.FREE : new LockStatus(true, named(client), lease);
    }

    private static Optional<Holder> named(RedissonClient client) {
        return Optional.ofNullable(client.<String>getBucket(HOLDER).get()).flatMap(RedisLock::parse);
    }

    @Override
    public LockStatus breakHold() {
        redis.requireWritable();
        return redis.translated(client -> {
            LockStatus found = status(client);
            // the name first: whoever takes the lock next leaves theirs
            client.getBucket(HOLDER).delete();
            return client.getLock(LOCK).forceUnlock() ? found : LockStatus.FREE;
        });
    }

    @Override
    public Optional<Holder> holder() {
        return redis.translated(client -> client.getLock(LOCK).isLocked() ? named(client) : Optional.empty());
    }

    private String describeHolder() {
        return holder().map(Holder::toString).orElse("an unknown holder");
    }

    private Holder ourselves(String purpose) {
        return new Holder(owner(), hostName(), clock.instant().truncatedTo(ChronoUnit.SECONDS), purpose);
    }

    private static String owner() {
        return System.getProperty("user.name") + ", process "
                + ProcessHandle.current().pid();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown host";
        }
    }

    private static String json(Holder holder) {
        try {
            return JSON.writeValueAsString(holder);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a holder is plain data", e);
        }
    }

    private static Optional<Holder> parse(String json) {
        try {
            return Optional.of(JSON.readValue(json, Holder.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
