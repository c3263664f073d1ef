package io.github.pocstate.netbox.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.pocstate.LockStatus;
import io.github.pocstate.PocStateException;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.netbox.EmbeddedRedis;
import io.github.pocstate.spi.LabLock.Held;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisLockTest {
    @RegisterExtension
    static final EmbeddedRedis REDIS = new EmbeddedRedis();

    private static final Instant SINCE = Instant.parse("2026-03-04T05:06:07.890Z");
    private static final Clock CLOCK = Clock.fixed(SINCE, ZoneOffset.UTC);

    private static final String PURPOSE = "restore of phase TWO";

    private static RedisServer first;
    private static RedisServer second;

    @BeforeAll
    static void connect() {
        first = REDIS.connect();
        second = REDIS.connect();
    }

    @AfterAll
    static void disconnect() {
        first.close();
        second.close();
    }

    @BeforeEach
    void empty() {
        first.translated(client -> {
            client.getKeys().flushdb();
            return true;
        });
    }

    private static RedisLock lock(RedisServer redis, Duration timeout) {
        return new RedisLock(redis, timeout, CLOCK);
    }

    private static String owner() {
        return System.getProperty("user.name") + ", process "
                + ProcessHandle.current().pid();
    }

    @Test
    void nobodyHoldsAFreshLock() {
        assertThat(lock(first, Duration.ZERO).holder()).isEmpty();
    }

    @Test
    void everybodySeesWhoHoldsIt() throws Exception {
        try (Held held = lock(first, Duration.ZERO).acquire(PURPOSE)) {
            assertThat(lock(second, Duration.ZERO).holder())
                    .contains(new LockStatus.Holder(
                            owner(),
                            InetAddress.getLocalHost().getHostName(),
                            Instant.parse("2026-03-04T05:06:07Z"),
                            PURPOSE));
        }
        assertThat(lock(second, Duration.ZERO).holder()).isEmpty();
    }

    @Test
    void aSecondHolderGivesUpAndNamesTheFirst() {
        try (Held held = lock(first, Duration.ZERO).acquire(PURPOSE)) {
            holdFrom("ci-3");

            assertThatExceptionOfType(UnfitLabException.class)
                    .isThrownBy(() -> lock(second, Duration.ofMillis(100)).acquire(PURPOSE))
                    .withMessage("""
                            Somebody else writes to this lab: jenkins, process 4711 on ci-3 since 2026-03-04T05:06:07Z for [test RackTest].
                              where: %s, key poc-state:lock, waited 0 s
                              do:    wait until they are done, or raise POC_STATE_LOCK_TIMEOUT (seconds)""", REDIS.address());
        }
    }

    @Test
    void whoeverBringsPatienceIsToldWhereItComesFrom() {
        try (Held held = lock(first, Duration.ZERO).acquire(PURPOSE)) {
            holdFrom("ci-3");

            assertThatExceptionOfType(UnfitLabException.class)
                    .isThrownBy(() -> lock(second, Duration.ZERO).acquire(PURPOSE, Duration.ofSeconds(1)))
                    .withMessageContaining("waited 1 s")
                    .withMessageEndingWith(
                            "wait until they are done, or wait longer (in tests: pocstate.patience, seconds)");
        }
    }

    @Test
    void aProcessThatWaitsForItselfIsToldSo() {
        try (Held held = lock(first, Duration.ZERO).acquire(PURPOSE)) {
            assertThatExceptionOfType(UnfitLabException.class)
                    .isThrownBy(() -> lock(first, Duration.ZERO).acquire(PURPOSE))
                    .withMessageContaining(owner())
                    .withMessageContaining("do:    this process holds it: write through the session that has it");
        }
    }

    @Test
    void anotherThreadMayGiveItBack() throws Exception {
        Held held = lock(first, Duration.ZERO).acquire(PURPOSE);

        CompletableFuture.runAsync(held::close).get(60, TimeUnit.SECONDS);

        assertThat(lock(second, Duration.ZERO).holder()).isEmpty();
        lock(second, Duration.ZERO).acquire(PURPOSE).close();
    }

    @Test
    void whoeverIsInterruptedWhileWaitingNeverGetsIt() throws Exception {
        Held held = lock(first, Duration.ZERO).acquire(PURPOSE);
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        Thread waiting = new Thread(() -> refusal.complete(
                catchThrowable(() -> lock(second, Duration.ZERO).acquire(PURPOSE, Duration.ofMinutes(1)))));
        waiting.start();

        awaitSubscriber();

        waiting.interrupt();

        assertThat(refusal.get(60, TimeUnit.SECONDS)).isInstanceOf(PocStateException.class);
        held.close();
        lock(first, Duration.ZERO).acquire(PURPOSE).close();
    }

    /** Whoever waits listens to the channel on which Redisson tells of a lock that is free again. */
    private static void awaitSubscriber() throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(60);
        while (first.translated(client -> client.getTopic("redisson_lock__channel:{poc-state:lock}")
                        .countSubscribers())
                == 0) {
            assertThat(Instant.now()).isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** As if another process had taken it. */
    private static void holdFrom(String host) {
        first.translated(client -> {
            client.getBucket("poc-state:lock:holder").set("""
                    {"owner":"jenkins, process 4711","host":"%s","since":"2026-03-04T05:06:07Z","purpose":"test RackTest"}""".formatted(host));
            return true;
        });
    }

    @Test
    void aHolderWithoutANameIsUnknown() {
        try (Held held = lock(first, Duration.ZERO).acquire(PURPOSE)) {
            first.translated(client -> {
                client.getBucket("poc-state:lock:holder").set("garbage");
                return true;
            });

            assertThat(lock(second, Duration.ZERO).holder()).isEmpty();
            assertThatExceptionOfType(UnfitLabException.class)
                    .isThrownBy(() -> lock(second, Duration.ZERO).acquire(PURPOSE))
                    .withMessageStartingWith("Somebody else writes to this lab: an unknown holder.");
        }
    }

    @Test
    void aSecondHolderGetsItWhenTheFirstIsDone() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Held held = lock(first, Duration.ZERO).acquire(PURPOSE);
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
            asked.countDown();
            try (Held after = lock(second, Duration.ofSeconds(20)).acquire(PURPOSE)) {
                return lock(first, Duration.ZERO).holder().isPresent();
            }
        });
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting).isNotDone();

        held.close();

        assertThat(waiting.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(lock(first, Duration.ZERO).holder()).isEmpty();
    }

    @Test
    void itIsFreeAgainForItsOwner() {
        lock(first, Duration.ZERO).acquire(PURPOSE).close();
        lock(first, Duration.ZERO).acquire(PURPOSE).close();

        assertThat(lock(first, Duration.ZERO).holder()).isEmpty();
    }

    @Test
    void itsLeaseEndsSoonUnlessItIsRenewed() {
        try (Held held = lock(first, Duration.ZERO).acquire(PURPOSE)) {
            long left =
                    second.translated(client -> client.getLock("poc-state:lock").remainTimeToLive());

            assertThat(left).isBetween(1L, 10_000L);
        }
    }

    @Nested
    class WhoeverLosesIt {

        private final RedisLock theirs = lock(second, Duration.ZERO);
        private final RedisLock ours = lock(first, Duration.ZERO);

        @Test
        void writesAsLongAsItIsOurs() {
            try (Held held = ours.acquire(PURPOSE)) {
                assertThatCode(ours::requireHeld).doesNotThrowAnyException();
            }
        }

        @Test
        void neverWritesWithoutIt() {
            assertThatThrownBy(ours::requireHeld)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("acquire the lock first");
            ours.acquire(PURPOSE).close();
            assertThatThrownBy(ours::requireHeld).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void isToldSoBeforeTheNextWriteAndWhoHasItNow() {
            Held held = ours.acquire(PURPOSE);
            theirs.breakHold();
            try (Held taken = theirs.acquire("test RackTest")) {
                assertThatExceptionOfType(UnfitLabException.class)
                        .isThrownBy(ours::requireHeld)
                        .withMessageStartingWith("""
                                The lock of this lab was lost; nothing more is written.
                                  where: %s, key poc-state:lock, taken at 2026-03-04T05:06:07Z for [restore of phase TWO], \
                                now held by %s on""", REDIS.address(), owner())
                        .withMessageContaining("for [test RackTest]");
                assertThatCode(theirs::requireHeld).doesNotThrowAnyException();
                held.close();
                assertThatCode(theirs::requireHeld).doesNotThrowAnyException();
            }
        }

        @Test
        void isToldSoAlsoWhenNobodyHasTakenIt() {
            try (Held held = ours.acquire(PURPOSE)) {
                first.translated(client -> client.getKeys().delete("poc-state:lock"));

                assertThatExceptionOfType(UnfitLabException.class)
                        .isThrownBy(ours::requireHeld)
                        .withMessageContaining("for [restore of phase TWO], now free");
            }
        }

        @Test
        void doesNotGetItBackByTakingItAgain() throws Exception {
            Held lost = ours.acquire(PURPOSE);
            theirs.breakHold();

            assertThatExceptionOfType(UnfitLabException.class).isThrownBy(() -> ours.acquire(PURPOSE, Duration.ZERO));
            assertThatExceptionOfType(UnfitLabException.class).isThrownBy(ours::requireHeld);

            lost.close();
            try (Held again = ours.acquire(PURPOSE)) {
                assertThatCode(ours::requireHeld).doesNotThrowAnyException();
                lost.close();
                assertThatCode(ours::requireHeld).doesNotThrowAnyException();
            }
        }

        @Test
        void cannotTellWithoutRedis() throws Exception {
            EmbeddedRedis mortal = new EmbeddedRedis();
            mortal.start();
            try (RedisServer redis = mortal.connect()) {
                RedisLock lock = lock(redis, Duration.ZERO);
                Held held = lock.acquire(PURPOSE);
                mortal.stop();

                assertThatExceptionOfType(UnreachableException.class).isThrownBy(lock::requireHeld);
                assertThatExceptionOfType(UnreachableException.class).isThrownBy(held::close);
            }
        }
    }

    @Nested
    class WhoeverBreaksIt {

        private final RedisLock lock = lock(second, Duration.ZERO);

        @Test
        void seesWhoseItWasAndHowLongItStillRan() {
            lock(first, Duration.ZERO).acquire(PURPOSE);

            LockStatus broken = lock.breakHold();

            assertThat(broken.held()).isTrue();
            assertThat(broken.holder()).map(LockStatus.Holder::purpose).contains(PURPOSE);
            assertThat(broken.lease()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(10));
            assertThat(lock.status()).isEqualTo(LockStatus.FREE);
        }

        @Test
        void breaksOneWithoutANameToo() {
            lock(first, Duration.ZERO).acquire(PURPOSE);
            first.translated(client -> client.getKeys().delete("poc-state:lock:holder"));

            LockStatus broken = lock.breakHold();

            assertThat(broken.held()).isTrue();
            assertThat(broken).asString().startsWith("held by somebody who left no name, ");
            assertThat(lock.status().held()).isFalse();
        }

        @Test
        void doesNothingWhenItIsFree() {
            assertThat(lock.breakHold()).isEqualTo(LockStatus.FREE);
        }

        @Test
        void wakesWhoeverWaits() throws Exception {
            Held silent = lock(first, Duration.ZERO).acquire(PURPOSE);
            CompletableFuture<Held> waiting = CompletableFuture.supplyAsync(
                    () -> lock(second, Duration.ofSeconds(20)).acquire(PURPOSE));
            awaitSubscriber();

            lock.breakHold();

            waiting.get(60, TimeUnit.SECONDS).close();
            silent.close();
        }
    }
}
