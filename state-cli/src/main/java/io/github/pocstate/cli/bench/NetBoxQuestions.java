package io.github.pocstate.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pocstate.config.NetBoxSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * Asks NetBox how many devices have a status, each time over a connection of its own, so that any worker may answer;
 * thread-safe.
 *
 * <p>It asks by GraphQL, if NetBox serves it: a list of devices over REST keeps NetBox busy for longer than some of the restores
 * that are measured, whatever is in its database, and its garbage collection for a second now and then.
 */
final class NetBoxQuestions {

    private static final int IN_A_ROW = 12;
    private static final int PAUSE_MILLIS = 5;
    private static final int TIMEOUT_MILLIS = 30_000;

    /** What a NetBox without GraphQL answers, and the embedded one. */
    private static final Set<Integer> NOT_SERVED =
            Set.of(HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_NOT_IMPLEMENTED);

    private final ObjectMapper json = new ObjectMapper();
    private final NetBoxSettings netBox;

    NetBoxQuestions(NetBoxSettings netBox) {
        this.netBox = netBox;
    }

    /** What goes into the header Authorization, by the kind of token. */
    static String authorization(NetBoxSettings netBox) {
        String token = netBox.token().reveal();
        return (token.startsWith("nbt_") ? "Bearer " : "Token ") + token;
    }

    /** The number of devices. */
    long count(DeviceQuery devices) {
        try {
            return read(devices);
        } catch (IOException e) {
            throw new UncheckedIOException("NetBox at " + netBox.url() + " does not answer " + devices, e);
        }
    }

    /**
     * Asks until the answer is right {@value #IN_A_ROW} times in a row.
     *
     * @return when the first of those answers came, by {@link System#nanoTime}
     */
    long untilRight(DeviceQuery devices, LongPredicate right) throws InterruptedException {
        long since = 0;
        for (int inARow = 0; inARow < IN_A_ROW; ) {
            boolean good = answer(devices).stream().anyMatch(right);
            since = good && inARow == 0 ? System.nanoTime() : since;
            inARow = good ? inARow + 1 : 0;
            Thread.sleep(PAUSE_MILLIS);
        }
        return since;
    }

    private OptionalLong answer(DeviceQuery devices) {
        try {
            return OptionalLong.of(read(devices));
        } catch (IOException e) {
            return OptionalLong.empty(); // no answer is a wrong answer
        }
    }

    private long read(DeviceQuery devices) throws IOException {
        HttpURLConnection request = request("/graphql/");
        request.setRequestProperty("Content-Type", "application/json");
        request.setDoOutput(true);
        try (OutputStream body = request.getOutputStream()) {
            body.write(json.writeValueAsBytes(Map.of("query", devices.graphQl())));
        }
        if (NOT_SERVED.contains(request.getResponseCode())) {
            request.disconnect();
            return answer(request(devices.path())).required("count").asLong();
        }
        JsonNode answer = answer(request);
        if (answer.hasNonNull("errors")) { // such as one in its database
            throw new IOException("NetBox answers " + answer);
        }
        return answer.required("data").required("device_list").size();
    }

    private HttpURLConnection request(String path) throws IOException {
        URL url = netBox.url().resolve(path).toURL();
        HttpURLConnection request = (HttpURLConnection) url.openConnection();
        request.setRequestProperty("Authorization", authorization(netBox));
        request.setRequestProperty("Accept", "application/json"); // else NetBox answers with a page for browsers
        request.setRequestProperty("Connection", "close");
        request.setConnectTimeout(TIMEOUT_MILLIS);
        request.setReadTimeout(TIMEOUT_MILLIS);
        return request;
    }

    private JsonNode answer(HttpURLConnection request) throws IOException {
        try (InputStream body = request.getInputStream()) { // throws for an error, with its status in the message
            return json.readTree(body);
        } finally {
            request.disconnect(); // until an end is closed, or for 2 s, a worker of gunicorn does nothing else
        }
    }
}
