package io.github.pocstate.lab.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.ConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLockTest {

    @TempDir
    Path directory;

    @Test
    void oneHolderAtATime() {
        Path file = directory.resolve("new/lock");
        try (FileLock lock = FileLock.tryLock(file).orElseThrow()) {
            assertThat(FileLock.tryLock(file)).isEmpty();
            assertThat(FileLock.tryLock(directory.resolve("new/../new/lock"))).isEmpty();
        }
        Optional<FileLock> next = FileLock.tryLock(file);
        assertThat(next).isPresent();
        next.get().close();
    }

    @Test
    void whoeverWaitsIsToldOnceAndGetsItAfterTheHolder() throws Exception {
        Path file = directory.resolve("lock");
        List<String> told = new ArrayList<>();
        FileLock holder = FileLock.tryLock(file).orElseThrow();

        Thread waiting = new Thread(() -> FileLock.waitFor(file, Duration.ofSeconds(30), () -> {
                    told.add("waiting");
                    holder.close();
                })
                .close());
        waiting.start();
        waiting.join();

        assertThat(told).containsExactly("waiting");
    }

    @Test
    void nobodyWaitsForEver() {
        Path file = directory.resolve("lock");
        try (FileLock holder = FileLock.tryLock(file).orElseThrow()) {
            assertThatThrownBy(() -> FileLock.waitFor(file, Duration.ofMillis(200), () -> {}))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(file.toString());
        }
    }
}
