package io.github.pocstate.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Problem;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.lab.internal.service.Durability;
import io.github.pocstate.lab.internal.service.FileLock;
import io.github.pocstate.lab.internal.service.LabPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LabDirectoryTest {

    private static final Problem PROBLEM = new Problem("It is broken.", "here", "mend it");

    @TempDir
    Path parent;

    private Path path;

    @BeforeEach
    void choosePath() {
        path = parent.resolve("lab");
    }

    private static LabRecord record(long pid) {
        return new LabRecord(
                pid, "2026-01-31T12:00:00Z", NetBoxKind.REAL, 601, Durability.NONE, LabPorts.startingAt(17_000));
    }

    @Nested
    class WithoutALab {

        @Test
        void nothingIsThereAndNothingIsMade() {
            LabDirectory directory = LabDirectory.at(path);

            assertThat(directory.isLab()).isFalse();
            assertThat(directory.isInUse()).isFalse();
            assertThat(directory.running()).isEmpty();
            assertThat(directory.servers()).isEmpty();
            assertThat(path).doesNotExist();
        }

        @Test
        void oneThatHoldsOtherThingsIsRefusedAndLeftAsItIs() throws IOException {
            Files.createDirectories(path);
            Files.writeString(path.resolve("thesis.txt"), "");

            assertThatThrownBy(() -> LabDirectory.at(path).create())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("""
                            The directory holds something, but no lab.
                              where: %s
                              do:    name one that is empty, or new""".formatted(path.toRealPath()));
            assertThat(path).isDirectoryContaining("glob:**/thesis.txt");
            assertThat(path.resolve("poc-state-lab")).doesNotExist();
        }

        @Test
        void whatIsNoLabIsNeverDeleted() throws IOException {
            Files.createDirectories(path);

            LabDirectory.at(path).delete();

            assertThat(path).exists();
        }

        @Test
        void aFileIsRefused() throws IOException {
            Files.writeString(path, "");

            assertThatThrownBy(() -> LabDirectory.at(path).create())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("The lab's directory cannot be used: ");
        }

        @RepeatedTest(20)
        void twoMayMakeItAtTheSameTime() {
            CyclicBarrier start = new CyclicBarrier(2);

            List<LabDirectory> made = Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
                        awaitAt(start);
                        return LabDirectory.at(path).create();
                    }))
                    .limit(2)
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(made).hasSize(2).allMatch(LabDirectory::isLab);
        }

        private static void awaitAt(CyclicBarrier barrier) {
            try {
                barrier.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        }

        @Test
        @DisabledOnOs(OS.WINDOWS)
        void aNewOneIsClosedToOthers() throws IOException {
            LabDirectory.at(path).create();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }
    }

    @Nested
    class WithALab {

        private LabDirectory directory;

        @BeforeEach
        void make() {
            directory = LabDirectory.at(path).create();
            directory.control(step -> {}).close();
        }

        @Test
        void itIsInUseAsLongAsSomebodyHoldsIt() {
            try (FileLock lock = directory.lock()) {
                assertThat(directory.isInUse()).isTrue();
                assertThatThrownBy(directory::lock)
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageStartingWith("A lab runs in this directory already.");
            }
            assertThat(directory.isInUse()).isFalse();
        }

        @Test
        void theRecordOfARunningLabIsReadBackAndStaysAsTheLastOne() {
            LabRecord ours = record(ProcessHandle.current().pid());
            try (FileLock lock = directory.lock()) {
                directory.ready(ours);
                assertThat(directory.running()).contains(ours);
                directory.notReady();
                assertThat(directory.running()).isEmpty();
            }
            assertThat(directory.last()).contains(ours);
        }

        @Test
        void theRecordOfAKilledLabIsNotTakenForTheOneThatStarts() {
            directory.ready(record(Long.MAX_VALUE));
            try (FileLock starting = directory.lock()) {
                assertThat(directory.running()).isEmpty();
            }
        }

        @Test
        void aFailureIsToldAcrossProcesses() {
            directory.failed(new ConfigurationException(PROBLEM));
            assertThat(directory.failure().orElseThrow())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage(PROBLEM.toString());

            directory.failed(new UnreachableException(PROBLEM));
            assertThat(directory.failure().orElseThrow())
                    .isInstanceOf(UnreachableException.class)
                    .hasMessage(PROBLEM.toString());

            directory.failed(new IllegalStateException("surprise"));
            assertThat(directory.failure().orElseThrow())
                    .hasMessageContaining("surprise")
                    .hasMessageContaining(directory.log("lab").toString());
        }

        @Test
        void whatAnEarlierLabLeftIsForgotten() {
            directory.failed(new ConfigurationException(PROBLEM));
            directory.requestStop();

            directory.forget();

            assertThat(directory.failure()).isEmpty();
            assertThat(directory.isStopRequested()).isFalse();
        }

        @Test
        void itIsDeletedWithAllThatIsInIt() throws IOException {
            Files.createDirectories(path.resolve("postgresql/base"));
            Files.writeString(path.resolve("postgresql/base/1"), "rows");

            directory.delete();

            assertThat(parent).isEmptyDirectory();
        }
    }
}
