package io.github.pocstate.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pocstate.config.NetBoxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The least a client can do: bulk requests of 50 objects, 4 in flight, nothing read before, nothing checked after. What
 * it needs is the time NetBox itself needs, and so the measure for everything else.
 */
final class BareBulkWriter implements AutoCloseable {

    private static final int BATCH = 50;
    private static final int IN_FLIGHT = 4;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService lanes = Executors.newFixedThreadPool(IN_FLIGHT);
    private final NetBoxSettings netBox;

    BareBulkWriter(NetBoxSettings netBox) {
        this.netBox = netBox;
    }

    JsonNode get(String path) {
        return send("GET", path, null);
    }

    void post(String path, List<Map<String, Object>> objects) {
        batches(objects, batch -> send("POST", path, batch));
    }

    void patch(String path, List<Map<String, Object>> objects) {
        batches(objects, batch -> send("PATCH", path, batch));
    }

    /** Hands out batches to the lanes and waits for all of them. */
    <T> void batches(List<T> objects, Consumer<List<T>> send) {
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        for (int from = 0; from < objects.size(); from += BATCH) {
            List<T> batch = objects.subList(from, Math.min(objects.size(), from + BATCH));
            sent.add(CompletableFuture.runAsync(() -> send.accept(batch), lanes));
        }
        sent.forEach(CompletableFuture::join);
    }

    JsonNode send(String method, String path, @Nullable Object body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(netBox.url().resolve("/api/" + path))
                    .header("Authorization", "Token " + netBox.token().reveal())
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body == null
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        lanes.shutdown();
    }
}
