package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.Strategy;
import io.github.pocstate.cli.PocStateMain;
import io.github.pocstate.config.Setting;
import io.github.pocstate.examples.faults.FaultProxy;
import io.github.pocstate.snapshot.Snapshot;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.Snapshots;
import io.github.pocstate.testkit.ShortJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The command line is killed (SIGKILL) just before any one of the messages that it sends to NetBox, Redis or PostgreSQL: the
 * database is there under its name, its content is old, new or on the way, and the next call arrives.
 *
 * <p>A message is the finest step there is: what one of them does, the service does or does not. 20 kills in each build, 200
 * with {@code -Dpocstate.long=true}; {@code -Dpocstate.seed} chooses other moments.
 */
@OnBreakableLab
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledAnywhereIT {

    private static final int KILLS = Suite.count(20, 200);
    private static final long SEED = Suite.seed(7);
    private static final long ENDS_WITHIN_SECONDS = 60;

    private final BreakableLab lab;
    private final Map<Phase, LabContent> content = new HashMap<>();
    private final Map<Verb, Integer> messages = new HashMap<>();

    private Path directory;
    private Path file;
    private PocSession session;
    private BreakableLab.Foreign foreign;

    KilledAnywhereIT(BreakableLab lab) {
        this.lab = lab;
    }

    /** What is killed: what it starts from, where it leads, and how it is asked for. */
    private enum Verb {
        API_UP(Phase.ZERO, Phase.TWO, "restore", "2", "--strategy", "api"),
        API_DOWN(Phase.TWO, Phase.ZERO, "restore", "0", "--strategy", "api"),
        IN_PLACE(Phase.TWO, Phase.ZERO, "restore", "0", "--strategy", "snapshot"),
        SWAP(Phase.ZERO, Phase.TWO, "restore", "2", "--strategy", "snapshot"),
        SAVE(Phase.TWO, Phase.TWO, "snapshot", "save", "--name", "killed"),
        IMPORT(Phase.ZERO, Phase.ZERO, "snapshot", "import");

        final Phase from;
        final Phase to;
        final List<String> arguments;

        Verb(Phase from, Phase to, String... arguments) {
            this.from = from;
            this.to = to;
            this.arguments = List.of(arguments);
        }

        boolean isOverApi() {
            return this == API_UP || this == API_DOWN;
        }
    }

    @BeforeAll
    void keepBothPhases(@TempDir Path temporary) {
        directory = temporary;
        file = directory.resolve("phase-1.snapshot");
        session = PocSession.open(lab.config().build());
        for (Phase phase : List.of(Phase.ONE, Phase.ZERO, Phase.TWO)) {
            lab.goTo(phase);
            Snapshot saved = session.snapshots().save(phase);
            lab.under.sql.reconnect();
            if (phase == Phase.ONE) {
                session.snapshots().export(saved.id(), file);
                session.snapshots().delete(saved.id());
            } else {
                content.put(phase, LabContent.of(lab.under.sql, lab.under.queues));
            }
        }
        foreign = lab.foreign();
    }

    @AfterAll
    void tidyUp() {
        bySnapshot(Phase.ZERO);
        session.snapshots().list().forEach(snapshot -> session.snapshots().delete(snapshot.id()));
        session.close();
        lab.under.sql.reconnect();
    }

    static Stream<Arguments> kills() {
        Random random = new Random(SEED);
        return Stream.iterate(0, kill -> kill < KILLS, kill -> kill + 1)
                .map(kill -> Arguments.of(Verb.values()[kill % Verb.values().length], random.nextDouble()));
    }

    @ParameterizedTest(name = "{0}, killed after {1} of its messages")
    @MethodSource("kills")
    void theNextCallArrives(Verb verb, double part) throws Exception {
        int message = 1 + (int) (part * messagesOf(verb));
        String moment = verb + ", killed before message " + message + ", seed " + SEED;

        kill(verb, message);

        lab.reconnectTests();
        lab.under.waitUntilQuiet();
        lab.under.queues.forgetLock();
        if (!verb.isOverApi()) {
            assertThat(DatabaseContent.of(lab.under.sql))
                    .as(moment)
                    .isIn(
                            content.get(verb.from).database(),
                            content.get(verb.to).database());
        }
        again(verb);
        lab.under.sql.reconnect();
        assertThat(session.verify(verb.to).passed()).as(moment).isTrue();
        if (!verb.isOverApi()) {
            assertThat(LabContent.of(lab.under.sql, lab.under.queues))
                    .as(moment)
                    .isEqualTo(content.get(verb.to));
        }
        lab.assertIsIn(verb.to);
        assertThat(lab.foreign()).as(moment).isEqualTo(foreign);
        assertNothingIsLeftHalf(verb, moment);
    }

    /** How many messages a run sends that nobody kills; taken once. */
    private int messagesOf(Verb verb) throws Exception {
        if (!messages.containsKey(verb)) {
            bySnapshot(verb.from);
            AtomicInteger sent = new AtomicInteger();
            listen(sent::incrementAndGet);
            Process process = start(verb);
            assertThat(process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)).isTrue();
            listen(() -> {});
            assertThat(process.exitValue()).as(Files.readString(log())).isZero();
            messages.put(verb, sent.get());
            lab.under.sql.reconnect();
            undoWhatWasAdded();
        }
        return messages.get(verb);
    }

    /** The number of messages is not the same each time; one that ended before its last ones is killed a little earlier. */
    private void kill(Verb verb, int message) throws Exception {
        bySnapshot(verb.from);
        boolean killed = run(verb, message);
        for (int earlier = 1; !killed; earlier *= 2) {
            assertThat(message).as(verb + " sends messages").isGreaterThan(earlier);
            lab.under.sql.reconnect();
            undoWhatWasAdded();
            bySnapshot(verb.from);
            killed = run(verb, message - earlier);
        }
    }

    /** Runs the tool and kills it before the message with this number; tells whether that was reached. */
    private boolean run(Verb verb, int message) throws Exception {
        AtomicInteger sent = new AtomicInteger();
        Process process = start(verb);
        listen(() -> {
            if (sent.incrementAndGet() == message) {
                process.destroyForcibly();
                awaitEnd(process);
            }
        });
        assertThat(process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)).isTrue();
        listen(() -> {});
        return sent.get() >= message;
    }

    private static void awaitEnd(Process process) {
        try {
            process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process start(Verb verb) throws IOException {
        List<String> command =
                ShortJava.command("-cp", System.getProperty("java.class.path"), PocStateMain.class.getName());
        command.addAll(verb.arguments);
        if (verb == Verb.IMPORT) {
            command.add(file.toString());
        }
        ProcessBuilder process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
        process.environment().putAll(lab.environment());
        process.environment().put("POC_STATE_SNAPSHOT_WAY", verb == Verb.SWAP ? "swap" : "in-place");
        return process.start();
    }

    private Path log() {
        return directory.resolve("log");
    }

    private void listen(Runnable beforeEachMessage) {
        List.of(lab.toNetBox, lab.toRedis, lab.toPostgres).forEach(proxy -> listen(proxy, beforeEachMessage));
    }

    private static void listen(FaultProxy proxy, Runnable beforeEachMessage) {
        proxy.listen(beforeEachMessage);
    }

    /** Does the same, in this process, and proves that nothing is in the way. */
    private void again(Verb verb) {
        switch (verb) {
            case API_UP, API_DOWN -> assertThat(lab.restore(verb.to).verified()).isTrue();
            case IN_PLACE -> bySnapshot(verb.to);
            case SWAP -> {
                try (PocSession swapping = PocSession.open(
                        lab.config().set(Setting.POC_STATE_SNAPSHOT_WAY, "swap").build())) {
                    assertThat(bySnapshot(swapping, verb.to).verified()).isTrue();
                }
            }
            case SAVE -> session.snapshots().save("killed");
            case IMPORT -> {
                Snapshot added = session.snapshots().importFrom(file);
                assertThat(session.snapshots().list()).contains(added);
                lab.under.sql.reconnect();
            }
        }
        undoWhatWasAdded();
    }

    private void undoWhatWasAdded() {
        Snapshots snapshots = session.snapshots();
        snapshots.list().stream()
                .map(Snapshot::id)
                .filter(id -> !List.of(SnapshotId.label(Phase.ZERO), SnapshotId.label(Phase.TWO))
                        .contains(id.label()))
                .forEach(snapshots::delete);
    }

    private void bySnapshot(Phase phase) {
        assertThat(bySnapshot(session, phase).verified()).isTrue();
        lab.under.sql.reconnect();
    }

    private static RestoreReport bySnapshot(PocSession session, Phase phase) {
        return session.restore(
                phase, RestoreOptions.builder().strategy(Strategy.SNAPSHOT).build());
    }

    /**
     * Every database of ours is complete or dropped, at the latest when the background work of a call is done that began when
     * the killed one's statement, which goes on in the server for a while, had ended.
     */
    private void assertNothingIsLeftHalf(Verb verb, String moment) {
        String making = "SELECT query FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'CREATE DATABASE%'";
        BreakableLab.await(() -> lab.under.sql.texts(making).isEmpty());
        bySnapshot(verb.to);
        String half = "SELECT datname FROM pg_database WHERE datname LIKE 'netbox.%'"
                + " AND (shobj_description(oid, 'pg_database') IS NULL OR datconnlimit = -2)";
        BreakableLab.await(() -> lab.under.sql.texts(half).isEmpty());
        assertThat(lab.under.sql.texts("SELECT datname FROM pg_database WHERE datname LIKE 'netbox.s.%'"))
                .as(moment)
                .hasSize(2);
        assertThat(session.snapshots().list()).as(moment).hasSize(2);
    }
}
