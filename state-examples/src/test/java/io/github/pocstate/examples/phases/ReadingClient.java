package io.github.pocstate.examples.phases;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who reads NetBox all the while, twenty times a second, and notes every request that fails. */
final class ReadingClient implements AutoCloseable {

    private static final int PER_SECOND = 20;
    private static final int OK = 200;
    private static final List<String> PATHS = List.of(
            "dcim/devices/?limit=5",
            "dcim/interfaces/?limit=5&name=bmc",
            "ipam/ip-addresses/?limit=5",
            "dcim/cables/?limit=5",
            "extras/journal-entries/?limit=5");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(8);
    private final AtomicInteger sent = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final String url;
    private final String token;

    ReadingClient(String url, String token) {
        this.url = url;
        this.token = token;
        for (int reader = 0; reader < PATHS.size(); reader++) {
            String path = PATHS.get(reader);
            long period = 1000L * PATHS.size() / PER_SECOND;
            clock.scheduleAtFixedRate(() -> read(path), period * reader / PATHS.size(), period, TimeUnit.MILLISECONDS);
        }
    }

    private void read(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/" + path))
                .header("Authorization", "Token " + token)
                .build();
        sent.incrementAndGet();
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
    }

    int sent() {
        return sent.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Waits for the answers that are still to come. */
    @Override
    public void close() {
        clock.shutdown();
        try {
            if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
                failures.add("a request that was never answered");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
