package io.github.pocstate.lab.internal.netbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a client sent.
 *
 * @param base address of NetBox as the client named it, without a slash at the end
 * @param path as in {@code /api/dcim/devices/}
 * @param body empty when there is none
 */
public record Request(
        String method,
        String base,
        String path,
        Query query,
        Optional<String> authorization,
        Optional<String> accept,
        Optional<String> contentType,
        String body) {

    /**
     * Takes a request apart.
     *
     * @param queryString what stands behind the question mark, empty for none
     */
    public static Request of(
            String method,
            String base,
            String path,
            String queryString,
            Optional<String> authorization,
            Optional<String> accept,
            Optional<String> contentType,
            String body) {
        return new Request(method, base, path, Query.parse(queryString), authorization, accept, contentType, body);
    }

    boolean isReading() {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    /** How many objects it writes; 0 for one that only reads. */
    public int objectsWritten() {
        if (isReading()) {
            return 0;
        }
        JsonNode body = Body.of(this);
        return body.isArray() ? body.size() : 1;
    }
}
