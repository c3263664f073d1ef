package io.github.pocstate.netbox.internal.client;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.pocstate.Problem;
import io.github.pocstate.RejectedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Reads each answer to its end before anybody looks at it, so that one that breaks off, or never ends, is an answer that was
 * lost: what is safe to repeat is repeated. Thread-safe.
 *
 * <p>What {@link Deadline} has cut off is told as what it is: too late.
 */
final class WholeAnswers implements Client {

    /** A page of a thousand objects has less than a hundredth of this. */
    static final int LONGEST_BYTES = 64 << 20;

    private final Client client;
    private final Duration limit;

    WholeAnswers(Client client, Duration limit) {
        this.client = client;
        this.limit = limit;
    }

    @Override
    public Response execute(Request request, Request.Options options) throws IOException {
        long start = System.nanoTime();
        try {
            return whole(client.execute(request, options), request);
        } catch (IOException e) {
            throw isOver(start) && !(e instanceof SocketTimeoutException) ? late(e) : e;
        }
    }

    private boolean isOver(long start) {
        return System.nanoTime() - start >= limit.toNanos();
    }

    private IOException late(IOException cause) {
        IOException late = new SocketTimeoutException("the answer did not end in " + limit.toSeconds() + " s");
        late.initCause(cause);
        return late;
    }

    private static Response whole(Response response, Request request) throws IOException {
        if (response.body() == null) {
            return response;
        }
        try (Response.Body body = response.body();
                InputStream in = body.asInputStream()) {
            return response.toBuilder().body(all(in, request)).build();
        }
    }

    private static byte[] all(InputStream in, Request request) throws IOException {
        byte[] whole = in.readNBytes(LONGEST_BYTES + 1);
        if (whole.length > LONGEST_BYTES) {
            throw new RejectedException(new Problem(
                    "An answer of NetBox is longer than " + (LONGEST_BYTES >> 20) + " MiB.",
                    place(request),
                    "check that NETBOX_URL is the address of NetBox, and that its MAX_PAGE_SIZE is sensible"));
        }
        return whole;
    }

    /** The address without the filters, which may be long. */
    static String place(Request request) {
        return request.httpMethod() + " " + request.url().replaceFirst("\\?.*", "");
    }
}
