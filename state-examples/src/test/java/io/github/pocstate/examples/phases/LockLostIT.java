package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.ProgressListener;
import io.github.pocstate.RestoreException;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.cli.PocStateMain;
import io.github.pocstate.config.Setting;
import io.github.pocstate.examples.faults.FaultProxy;
import io.github.pocstate.lab.LabOfTests;
import io.github.pocstate.testkit.ShortJava;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever loses the lock midway stops at the next write; the one who has it now is not disturbed. */
@OnLab
class LockLostIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String LOST = "The lock of this lab was lost; nothing more is written.";

    @TempDir
    Path directory;

    @ParameterizedTest(name = "in step {0}")
    @ValueSource(strings = {"addresses on bmc", "production cables inverted", "update queue"})
    void aRestoreWhoseLockIsBrokenStopsAndTheNextOneFinishes(String stage, LabUnderTest lab) {
        lab.direct(Phase.TWO);
        lab.goTo(Phase.ZERO);
        AtomicLong writesWhenLost = new AtomicLong(-1);
        try (PocSession first = PocSession.open(lab.config(Setting.POC_STATE_IN_FLIGHT, "1"));
                PocSession second = PocSession.open(lab.config().build())) {
            RestoreOptions options = RestoreOptions.builder()
                    .limit(LabUnderTest.SERVERS)
                    .listener(new ProgressListener() {
                        @Override
                        public void advanced(String name, int objects) {
                            if (name.equals(stage) && writesWhenLost.get() < 0) {
                                assertThat(second.breakLock().held()).isTrue();
                                writesWhenLost.set(lab.changeLogRows());
                            }
                        }
                    })
                    .build();

            assertThatExceptionOfType(RestoreException.class)
                    .isThrownBy(() -> first.restore(Phase.TWO, options))
                    .withMessageStartingWith("Phase TWO was not reached: step [")
                    .withMessageContaining(LOST)
                    .withMessageContaining("now free");
            assertThat(lab.changeLogRows()).as("writes since the lock was lost").isEqualTo(writesWhenLost.get());
            assertThat(lab.queues.read(Queues.UPDATES)).isEmpty();

            assertThat(second.restore(Phase.TWO, LabUnderTest.first(LabUnderTest.SERVERS))
                            .verified())
                    .isTrue();
        }
        assertThat(lab.state().servers())
                .containsExactlyEntriesOf(lab.direct(Phase.TWO).servers());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessThatWasPausedForTooLongWritesNothingWhenItWakesUp(LabUnderTest lab) throws Exception {
        long writes = lab.writesOnTheWay(Phase.ZERO, Phase.TWO);
        lab.goTo(Phase.ZERO);
        long wanted = lab.changeLogRows() + writes / 3;
        Path said = directory.resolve("said.txt");
        URI direct = URI.create(lab.variable("NETBOX_URL"));
        FaultProxy toNetBox = FaultProxy.before(direct.getPort());
        Process paused = start(said, "http://" + direct.getHost() + ":" + toNetBox.port());
        try (toNetBox;
                PocSession other = PocSession.open(lab.config().build())) {
            pauseOnceItHasWritten(wanted, lab, paused, toNetBox);

            assertThat(other.lockStatus().holder())
                    .map(holder -> holder.owner())
                    .hasValueSatisfying(owner -> assertThat(owner).endsWith("process " + paused.pid()));
            other.restore(Phase.ZERO, LabUnderTest.first(LabUnderTest.SERVERS)); // waits until the lease has run out
            lab.waitUntilQuiet();
            long before = lab.changeLogRows();
            signal("-CONT", paused);

            assertThat(paused.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(paused.exitValue()).as(Files.readString(said)).isEqualTo(1);
            assertThat(Files.readString(said)).contains(LOST);
            lab.waitUntilQuiet();
            assertThat(lab.changeLogRows()).as("writes since it woke up").isEqualTo(before);
            assertThat(other.verify(Phase.ZERO, LabUnderTest.first(LabUnderTest.SERVERS))
                            .passed())
                    .isTrue();
        } finally {
            paused.destroyForcibly();
        }
    }

    private static Process start(Path said, String netBox) throws IOException {
        ProcessBuilder process = new ProcessBuilder(ShortJava.command(
                        "-cp",
                        System.getProperty("java.class.path"),
                        PocStateMain.class.getName(),
                        "restore",
                        "2",
                        "--limit",
                        String.valueOf(LabUnderTest.SERVERS)))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        process.environment().putAll(LabOfTests.variables());
        process.environment().put(Setting.NETBOX_URL.name(), netBox);
        process.environment().put(Setting.NETBOX_DB_URL.name(), "");
        process.environment().put(Setting.POC_STATE_IN_FLIGHT.name(), "1");
        return process.start();
    }

    /** While it waits for an answer: what it writes next, it has not yet asked the lock for. */
    private static void pauseOnceItHasWritten(long wanted, LabUnderTest lab, Process process, FaultProxy toNetBox)
            throws InterruptedException {
        CountDownLatch isPaused = new CountDownLatch(1);
        toNetBox.listenToAnswers(() -> {
            if (isPaused.getCount() > 0 && lab.changeLogRows() >= wanted) {
                signal("-STOP", process);
                isPaused.countDown();
            }
        });
        assertThat(isPaused.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .as("the restore has come so far")
                .isTrue();
        assertThat(process.isAlive())
                .as("the restore still runs when it is paused")
                .isTrue();
    }

    private static void signal(String signal, Process process) {
        try {
            Process kill = new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start();
            assertThat(kill.waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
