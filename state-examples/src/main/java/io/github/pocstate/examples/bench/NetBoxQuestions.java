package io.github.pocstate.examples.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pocstate.config.NetBoxSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * Asks NetBox how many objects there are, each time over a connection of its own, so that any worker may answer;
 * thread-safe.
 */
final class NetBoxQuestions {

    private static final int IN_A_ROW = 12;
    private static final int PAUSE_MILLIS = 5;
    private static final int TIMEOUT_MILLIS = 30_000;

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

    /** The length of a list. */
    long count(String path) {
        try {
            return read(path);
        } catch (IOException e) {
            throw new UncheckedIOException("NetBox at " + netBox.url() + " does not answer " + path, e);
        }
    }

    /**
     * Asks until the answer is right {@value #IN_A_ROW} times in a row.
     *
     * @return when the first of those answers came, by {@link System#nanoTime}
     */
    long untilRight(String path, LongPredicate right) throws InterruptedException {
        long since = 0;
        for (int inARow = 0; inARow < IN_A_ROW; ) {
            boolean good = answer(path).stream().anyMatch(right);
            since = good && inARow == 0 ? System.nanoTime() : since;
            inARow = good ? inARow + 1 : 0;
            Thread.sleep(PAUSE_MILLIS);
        }
        return since;
    }

    private OptionalLong answer(String path) {
        try {
            return OptionalLong.of(read(path));
        } catch (IOException e) {
            return OptionalLong.empty(); // no answer is a wrong answer
        }
    }

    private long read(String path) throws IOException {
        URL url = netBox.url().resolve("/api/" + path).toURL();
        HttpURLConnection request = (HttpURLConnection) url.openConnection();
        request.setRequestProperty("Authorization", authorization(netBox));
        request.setRequestProperty("Accept", "application/json"); // else NetBox answers with a page for browsers
        request.setRequestProperty("Connection", "close");
        request.setConnectTimeout(TIMEOUT_MILLIS);
        request.setReadTimeout(TIMEOUT_MILLIS);
        try (InputStream body = request.getInputStream()) { // throws for an error, with its status in the message
            return json.readTree(body).required("count").asLong();
        } finally {
            request.disconnect(); // until an end is closed, or for 2 s, a worker of gunicorn does nothing else
        }
    }
}
