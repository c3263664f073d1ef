package io.github.pocstate.lab.internal.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a NetBox for objects, which takes its database and its Redis too. */
public final class NetBoxProbe {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWERS_WITHIN)
            .build();

    private NetBoxProbe() {}

    /**
     * Asks whether it answers.
     *
     * @param url its address
     * @param token a token that may read
     * @return whether it does
     */
    public static boolean answers(URI url, String token) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/api/dcim/sites/?limit=1"))
                .header("Authorization", "Token " + token)
                .timeout(ANSWERS_WITHIN)
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
