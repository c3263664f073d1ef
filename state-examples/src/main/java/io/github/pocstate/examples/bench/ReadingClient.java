package io.github.pocstate.examples.bench;

import io.github.pocstate.config.NetBoxSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who reads NetBox at a steady rate, and counts the requests that fail; thread-safe. */
final class ReadingClient implements AutoCloseable {

    private static final int OK = 200;
    private static final int THREADS = 16;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final List<String> PATHS = List.of(
            "dcim/devices/?limit=5",
            "dcim/interfaces/?limit=5&name=bmc",
            "ipam/ip-addresses/?limit=5",
            "dcim/cables/?limit=5",
            "extras/journal-entries/?limit=5");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(THREADS);
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final NetBoxSettings netBox;
    private final int readers;

    /** Begins to read; not at all at a rate of 0. */
    ReadingClient(NetBoxSettings netBox, int perSecond) {
        this.netBox = netBox;
        this.readers = perSecond == 0 ? 0 : PATHS.size();
        for (int reader = 0; reader < readers; reader++) {
            String path = PATHS.get(reader);
            long period = 1000L * PATHS.size() / perSecond;
            ScheduledFuture<?> unused = clock.scheduleAtFixedRate(
                    () -> read(path), period * reader / PATHS.size(), period, TimeUnit.MILLISECONDS);
        }
    }

    private void read(String path) {
        HttpRequest request = HttpRequest.newBuilder(netBox.url().resolve("/api/" + path))
                .header("Authorization", NetBoxQuestions.authorization(netBox))
                .timeout(TIMEOUT)
                .build();
        try {
            if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != OK) {
                failed.incrementAndGet();
            }
        } catch (IOException e) {
            failed.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answered.incrementAndGet();
    }

    /** Waits until each of its requests was answered once, rightly, and counts anew from here. */
    void begin() throws InterruptedException {
        while (answered.get() < readers) {
            Thread.sleep(1);
        }
        if (failed.get() > 0) {
            throw new IllegalStateException("NetBox at " + netBox.url() + " fails requests before the restore begins");
        }
        answered.set(0);
    }

    int answered() {
        return answered.get();
    }

    int failed() {
        return failed.get();
    }

    /** Waits for the answers that are still to come. */
    @Override
    public void close() {
        clock.shutdown();
        try {
            if (!clock.awaitTermination(2 * TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("NetBox at " + netBox.url() + " left requests without an answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
