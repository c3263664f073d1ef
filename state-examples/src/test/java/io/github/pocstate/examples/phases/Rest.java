package io.github.pocstate.examples.phases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** NetBox's REST API as anybody uses it; makes foreign objects and damage, and checks nothing. */
final class Rest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_ERROR = 400;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String token;

    Rest(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** Makes an object and tells its id. */
    long create(String path, Map<String, ?> fields) {
        return send("POST", path, fields).path("id").asLong();
    }

    void change(String path, long id, Map<String, ?> fields) {
        send("PATCH", path + id + "/", fields);
    }

    void delete(String path, List<Long> ids) {
        send("DELETE", path, ids.stream().map(id -> Map.of("id", id)).toList());
    }

    /** Asks for something many times at once and tells the statuses of the answers. */
    List<Integer> statuses(String path, int times) {
        HttpRequest request = request(path).GET().build();
        List<CompletableFuture<HttpResponse<Void>>> answers = IntStream.range(0, times)
                .mapToObj(time -> http.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
                .toList();
        return answers.stream().map(answer -> answer.join().statusCode()).toList();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + "/api/" + path))
                .header("Authorization", (token.startsWith("nbt_") ? "Bearer " : "Token ") + token)
                .header("Content-Type", "application/json");
    }

    private JsonNode send(String method, String path, Object body) {
        try {
            HttpRequest request = request(path)
                    .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= FIRST_ERROR) {
                throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
