package io.github.pocstate.cli.bench;

import io.github.pocstate.config.NetBoxSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who reads NetBox at a steady rate, and notes every request that fails; thread-safe. */
public final class ReadingClient implements AutoCloseable {

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
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final NetBoxSettings netBox;
    private final int readers;

    /**
     * Begins to read; not at all at a rate of 0.
     *
     * @param netBox the NetBox to read
     * @param perSecond how many requests a second, 0 or greater
     */
    public ReadingClient(NetBoxSettings netBox, int perSecond) {
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
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                failures.add(path + ": " + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            failures.add(path + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answered.incrementAndGet();
    }

    /**
     * Waits until each of its requests was answered once, rightly, and counts anew from here.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void begin() throws InterruptedException {
        while (answered.get() < readers) {
            Thread.sleep(1);
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("NetBox fails requests before anything has begun: " + failures);
        }
        answered.set(0);
    }

    /**
     * How many requests were answered, rightly or not.
     *
     * @return their number
     */
    public int answered() {
        return answered.get();
    }

    /**
     * The requests that were not answered with 200.
     *
     * @return each with its answer
     */
    public List<String> failures() {
        return List.copyOf(failures);
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
