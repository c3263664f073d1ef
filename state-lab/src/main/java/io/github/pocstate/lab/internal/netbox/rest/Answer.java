package io.github.pocstate.lab.internal.netbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What NetBox says to a request.
 *
 * @param body JSON, or a page of HTML where NetBox answers with one; empty for none
 * @param headers besides those every answer has
 */
public record Answer(int status, String body, Map<String, String> headers) {

    static final int OK = 200;
    static final int CREATED = 201;
    static final int NO_CONTENT = 204;
    static final int MOVED = 301;
    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int NOT_ALLOWED = 405;
    static final int NOT_ACCEPTABLE = 406;
    static final int CONFLICT = 409;
    static final int UNSUPPORTED_TYPE = 415;
    static final int CRASHED = 500;

    private static final String CONTENT_TYPE = "Content-Type";

    /** Copies the headers. */
    public Answer {
        headers = Map.copyOf(headers);
    }

    static Answer json(int status, String body) {
        return new Answer(status, body, Map.of(CONTENT_TYPE, "application/json"));
    }

    static Answer json(int status, JsonNode body) {
        return json(status, body.toString());
    }

    static Answer list(int status, List<String> objects) {
        return json(status, "[" + String.join(",", objects) + "]");
    }

    /** {@code {"detail": "…"}}. */
    static Answer detail(int status, String detail) {
        return json(status, JsonNodeFactory.instance.objectNode().put("detail", detail));
    }

    static Answer noContent() {
        return new Answer(NO_CONTENT, "", Map.of());
    }

    /** Outside the API's own pages NetBox answers for people. */
    static Answer page(int status, String title) {
        return new Answer(
                status,
                "<!DOCTYPE html>\n<html lang=\"en\"><head><title>" + title + " | NetBox</title></head><body><h2>"
                        + title + "</h2></body></html>\n",
                Map.of(CONTENT_TYPE, "text/html; charset=utf-8"));
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, body, more);
    }
}
