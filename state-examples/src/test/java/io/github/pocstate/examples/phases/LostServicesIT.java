package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pocstate.Goal;
import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.ProgressListener;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.Scope;
import io.github.pocstate.Strategy;
import io.github.pocstate.cli.PocStateMain;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Setting;
import io.github.pocstate.internal.Engine;
import io.github.pocstate.netbox.internal.NetBoxLab;
import io.github.pocstate.snapshot.Snapshot;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.testkit.ShortJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Redis or PostgreSQL goes in the middle of a call: the call says so in time, and once the service is back the next call of
 * the same session arrives.
 */
@OnBreakableLab
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostServicesIT {

    private static final Duration IN_TIME = Duration.ofSeconds(60);
    private static final String ADDRESSES = "addresses on bmc";

    private final BreakableLab lab;
    private PocSession session;
    private PocSession impatient;
    private volatile CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

    LostServicesIT(BreakableLab lab) {
        this.lab = lab;
    }

    @BeforeAll
    void keepBothPhases() {
        session = PocSession.open(lab.config().build());
        impatient = PocSession.open(lab.impatientConfig().build());
        for (Phase phase : List.of(Phase.ZERO, Phase.TWO)) {
            lab.goTo(phase);
            session.snapshots().save(phase);
            lab.under.sql.reconnect();
        }
    }

    @AfterEach
    void heal() {
        lab.toPostgres.listen(() -> {});
        lab.heal();
        lab.reconnect();
    }

    @AfterAll
    void tidyUp() {
        session.snapshots().list().stream().map(Snapshot::id).forEach(session.snapshots()::delete);
        session.close();
        impatient.close();
    }

    /** What can happen to a service. */
    private enum Loss {
        /** Killed and started again at once. */
        RESTARTED,
        /** All its connections are reset, and new ones refused. */
        GONE,
        /** Nothing comes from it any more, and nobody says so. */
        SILENT
    }

    static Stream<Loss> lossesOfRedis() {
        return Suite.LONG ? Stream.of(Loss.values()) : Stream.of(Loss.RESTARTED, Loss.GONE);
    }

    @ParameterizedTest
    @MethodSource("lossesOfRedis")
    void redisIsLostInTheMiddleOfARestoreOverTheApi(Loss loss) {
        lab.goTo(Phase.ZERO);
        BreakableLab.Foreign foreign = lab.foreign();

        survive(() -> restore(impatient, Strategy.API, once(ADDRESSES, () -> loseRedis(loss))));

        arrive(impatient, Strategy.API, Phase.TWO);
        assertThat(lab.foreign().rows()).isEqualTo(foreign.rows());
        if (loss == Loss.RESTARTED) {
            lab.pushForeign();
        }
        assertThat(lab.foreign().key()).isEqualTo(foreign.key());
    }

    private void loseRedis(Loss loss) {
        switch (loss) {
            case RESTARTED -> {
                lab.killRedis();
                lab.startRedis();
            }
            case GONE -> lab.toRedis.lose();
            case SILENT -> lab.toRedis.silence();
        }
    }

    static Stream<String> victims() {
        return Suite.some(List.of("postmaster", "backend"), 2);
    }

    @ParameterizedTest
    @MethodSource("victims")
    void postgresIsKilledInTheMiddleOfARestoreOverTheApi(String victim) {
        lab.goTo(Phase.ZERO);
        BreakableLab.Foreign foreign = lab.foreign();

        survive(() -> restore(session, Strategy.API, once(ADDRESSES, () -> killPostgres(victim, ""))));

        lab.reconnect();
        arrive(session, Strategy.API, Phase.TWO);
        assertThat(lab.foreign()).isEqualTo(foreign);
    }

    private void killPostgres(String victim, String application) {
        if (victim.equals("postmaster")) {
            lab.killPostgres();
            lab.startPostgres();
        } else {
            lab.killBackend(application);
        }
    }

    /** The place is a message to PostgreSQL: how far the restore has come. */
    static Stream<Arguments> places() {
        return Suite.some(
                List.of(
                        Arguments.of("in-place", "backend", 30),
                        Arguments.of("in-place", "backend", 15),
                        Arguments.of("in-place", "postmaster", 25),
                        Arguments.of("swap", "postmaster", 40),
                        Arguments.of("swap", "backend", 20)),
                3);
    }

    @ParameterizedTest(name = "{0}, {1} at message {2}")
    @MethodSource("places")
    void postgresIsKilledInTheMiddleOfARestoreBySnapshot(String way, String victim, int message) {
        lab.goTo(Phase.ZERO);
        BreakableLab.Foreign foreign = lab.foreign();
        try (PocSession using = PocSession.open(
                lab.config().set(Setting.POC_STATE_SNAPSHOT_WAY, way).build())) {
            atMessage(message, () -> killPostgres(victim, "pocstate"));

            survive(() -> restore(using, Strategy.SNAPSHOT, ProgressListener.NONE));

            lab.reconnect();
            arrive(using, Strategy.SNAPSHOT, Phase.TWO);
        }
        assertThat(lab.foreign()).isEqualTo(foreign);
    }

    static Stream<Arguments> losses() {
        return Suite.some(
                List.of(
                        Arguments.of(Loss.GONE, 30),
                        Arguments.of(Loss.GONE, 10),
                        Arguments.of(Loss.SILENT, 10),
                        Arguments.of(Loss.SILENT, 30)),
                2);
    }

    @ParameterizedTest(name = "{0} at message {1}")
    @MethodSource("losses")
    void theWayToPostgresIsLostInTheMiddleOfARestoreBySnapshot(Loss loss, int message) {
        lab.goTo(Phase.ZERO);
        BreakableLab.Foreign foreign = lab.foreign();
        atMessage(message, loss == Loss.GONE ? lab.toPostgres::lose : lab.toPostgres::silence);

        survive(() -> restore(impatient, Strategy.SNAPSHOT, ProgressListener.NONE));

        arrive(impatient, Strategy.SNAPSHOT, Phase.TWO);
        assertThat(lab.foreign()).isEqualTo(foreign);
    }

    static Stream<Integer> placesInASave() {
        return Suite.some(List.of(25, 12), 2);
    }

    @ParameterizedTest
    @MethodSource("placesInASave")
    void postgresIsKilledInTheMiddleOfASave(int message) {
        lab.goTo(Phase.ZERO);
        BreakableLab.Foreign foreign = lab.foreign();
        atMessage(message, () -> killPostgres("postmaster", ""));

        survive(() -> session.snapshots().save("lost"));

        lab.reconnect();
        Snapshot saved = session.snapshots().save("lost");
        assertThat(session.snapshots().list()).contains(saved);
        session.snapshots().list().stream()
                .map(Snapshot::id)
                .filter(id -> id.label().equals("lost"))
                .forEach(session.snapshots()::delete);
        lab.under.sql.reconnect();
        lab.assertIsIn(Phase.ZERO);
        assertThat(lab.foreign()).isEqualTo(foreign);
    }

    /** PostgreSQL stops altogether when it cannot write its log any more. */
    @Test
    void theDiskOfPostgresIsFullInTheMiddleOfARestoreInPlace() {
        assumeTrue(canLimit(), "prlimit of util-linux is needed to make a disk look full");
        lab.goTo(Phase.ZERO);
        BreakableLab.Foreign foreign = lab.foreign();
        atMessage(20, () -> lab.fillDiskOfPostgres(10_000));

        survive(() -> restore(session, Strategy.SNAPSHOT, ProgressListener.NONE));

        lab.killPostgres();
        lab.startPostgres();
        arrive(session, Strategy.SNAPSHOT, Phase.TWO);
        assertThat(lab.foreign()).isEqualTo(foreign);
    }

    /** A limit on the size of files, set for a process of its own, stands for a disk without room. */
    @Test
    void theDiskIsFullInTheMiddleOfAnExport(@TempDir Path directory) throws Exception {
        assumeTrue(canLimit(), "prlimit of util-linux is needed to make a disk look full");
        Path whole = directory.resolve("whole");
        Path file = directory.resolve("file");
        Path log = Files.createTempFile("export", ".log");
        SnapshotId id = session.snapshots().latest(Phase.TWO).orElseThrow().id();
        session.snapshots().export(id, whole);

        Process export = process(
                log,
                List.of("prlimit", "--fsize=" + Files.size(whole) / 2),
                "snapshot",
                "export",
                id.toString(),
                file.toString());

        assertThat(export.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(export.exitValue()).as(Files.readString(log)).isEqualTo(1);
        assertThat(Files.readString(log)).contains("The file cannot be written: ", "mend that or choose another path");
        assertThat(directory.toFile().list()).containsExactly("whole");
        session.snapshots().export(id, file);
        assertThat(Files.mismatch(file, whole)).isEqualTo(-1);
        Files.delete(log);
    }

    private Process process(Path log, List<String> before, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(ShortJava.command(
                "-XX:-UsePerfData", "-cp", System.getProperty("java.class.path"), PocStateMain.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        process.environment().putAll(lab.environment());
        return process.start();
    }

    private static boolean canLimit() {
        return Files.isExecutable(Path.of("/usr/bin/prlimit"));
    }

    /** Whatever the clock says, the state is the same; only the events carry its time. */
    static Stream<Long> jumps() {
        return Suite.some(List.of(-86_400L, 3_600L, 86_400L, -3_600L), 4);
    }

    @ParameterizedTest
    @MethodSource("jumps")
    void theClockJumpsInTheMiddle(long seconds) {
        lab.goTo(Phase.ZERO);
        BreakableLab.Foreign foreign = lab.foreign();
        JumpingClock clock = new JumpingClock();
        PocConfig config = lab.config().set(Setting.NETBOX_DB_URL, "").build();
        try (Engine engine = new Engine(NetBoxLab.open(config, clock), List.of(), Optional.empty(), false)) {
            RestoreOptions options = options(Strategy.API, once(ADDRESSES, () -> clock.jump(seconds)));
            assertThat(engine.restore(new Goal(Phase.TWO, Scope.ALL, false), options)
                            .verified())
                    .isTrue();
        }
        assertThat(clock.jumped).isTrue();
        arrive(session, Strategy.API, Phase.TWO);
        assertThat(lab.foreign()).isEqualTo(foreign);
    }

    /** Time that goes on from wherever it was set. */
    private static final class JumpingClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;
        private volatile boolean jumped;

        void jump(long seconds) {
            ahead = Duration.ofSeconds(seconds);
            jumped = true;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }
    }

    private static void restore(PocSession using, Strategy strategy, ProgressListener listener) {
        using.restore(Phase.TWO, options(strategy, listener));
    }

    private static RestoreOptions options(Strategy strategy, ProgressListener listener) {
        return RestoreOptions.builder().strategy(strategy).listener(listener).build();
    }

    /** Success or an error of ours, in time. */
    private void survive(Runnable call) {
        long start = System.nanoTime();
        Throwable thrown = catchThrowable(call::run);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IN_TIME);
        Outcomes.told(thrown);
        lab.toPostgres.listen(() -> {});
        underWay.join();
        lab.heal();
    }

    private void arrive(PocSession using, Strategy strategy, Phase phase) {
        assertThat(using.restore(phase, options(strategy, ProgressListener.NONE))
                        .verified())
                .isTrue();
        lab.under.sql.reconnect();
        lab.assertIsIn(phase);
    }

    private static ProgressListener once(String stage, Runnable work) {
        AtomicBoolean done = new AtomicBoolean();
        return new ProgressListener() {
            @Override
            public void advanced(String advancing, int objects) {
                if (advancing.equals(stage) && done.compareAndSet(false, true)) {
                    work.run();
                }
            }
        };
    }

    /** Does it in the thread that carries the message; {@link #survive} waits until it is done. */
    private void atMessage(int message, Runnable work) {
        AtomicInteger sent = new AtomicInteger();
        lab.toPostgres.listen(() -> {
            if (sent.incrementAndGet() == message) {
                CompletableFuture<Void> done = new CompletableFuture<>();
                underWay = done;
                try {
                    work.run();
                } finally {
                    done.complete(null);
                }
            }
        });
    }
}
