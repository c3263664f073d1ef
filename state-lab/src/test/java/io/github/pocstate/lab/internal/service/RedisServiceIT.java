package io.github.pocstate.lab.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.testkit.FreePort;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RedisServiceIT {

    @TempDir
    Path directory;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no process inherits an open file there")
    void startsWhileOtherThreadsStartProcesses() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        List<Thread> others = Stream.generate(() -> new Thread(() -> startProcesses(enough)))
                .limit(4)
                .toList();
        others.forEach(Thread::start);
        try {
            for (int round = 0; round < 15; round++) {
                launch("redis " + round).close();
            }
        } finally {
            enough.set(true);
            for (Thread other : others) {
                other.join();
            }
        }
    }

    @Test
    void answersUntilItIsClosed() {
        RedisService redis = launch("a \"quoted\" name");
        int port = redis.port();
        redis.awaitAnswer();
        assertThat(RedisService.answers(port)).isTrue();

        redis.empty();
        redis.close();

        assertThat(RedisService.answers(port)).isFalse();
    }

    private RedisService launch(String name) {
        Path own = directory.resolve(name);
        return RedisService.launch(own, FreePort.next(), directory.resolve("redis.log"), own.resolve("redis.process"));
    }

    private static void startProcesses(AtomicBoolean enough) {
        while (!enough.get()) {
            try {
                new ProcessBuilder("sh", "-c", ":").start().waitFor();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
