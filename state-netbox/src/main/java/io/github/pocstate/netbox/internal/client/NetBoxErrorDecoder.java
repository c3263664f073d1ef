package io.github.pocstate.netbox.internal.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import feign.Request;
import feign.Response;
import feign.RetryableException;
import feign.Util;
import feign.codec.ErrorDecoder;
import io.github.pocstate.netbox.internal.client.NetBoxRejection.ObjectError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Turns error answers into {@link NetBoxRejection}, or into a retry where repeating may help.
 *
 * <p>Bodies are {@code {"detail", "errors": [{"id" or "index", "errors"}]}} from NetBox 4.7 on, before that an object of
 * field errors or a list of them, and {@code {"error", "exception"}} for a 500 ({@code utilities/error_handlers.py}).
 */
final class NetBoxErrorDecoder implements ErrorDecoder {

    /** What NetBox answers to a read when the session that it kept with its database has ended; the next one it opens anew. */
    static final int LOST_DATABASE = 500;

    private static final int LONGEST_DETAIL = 300;
    private static final Set<Integer> OVERLOAD = Set.of(429, 502, 503, 504);

    @Override
    public Exception decode(String methodKey, Response response) {
        NetBoxRejection rejection = rejection(response);
        Request request = response.request();
        boolean lostDatabase = response.status() == LOST_DATABASE && request.httpMethod() == Request.HttpMethod.GET;
        if (OVERLOAD.contains(response.status()) || lostDatabase) {
            return new RetryableException(
                    response.status(),
                    rejection.getMessage(),
                    request.httpMethod(),
                    rejection,
                    RetryAfter.of(response, System.currentTimeMillis()),
                    request);
        }
        return rejection;
    }

    private static NetBoxRejection rejection(Response response) {
        String text = text(response);
        try {
            JsonNode body = NetBoxClient.JSON.readTree(text);
            if (body.isObject() && body.path("errors").isArray()) {
                List<ObjectError> errors = new ArrayList<>();
                body.path("errors").forEach(error -> errors.add(objectError(error)));
                String first = errors.isEmpty() ? "" : " " + errors.get(0).message();
                return new NetBoxRejection(
                        response.status(), cut(body.path("detail").asText() + first), errors);
            }
            return new NetBoxRejection(response.status(), cut(words(body)), byPlace(body));
        } catch (JsonProcessingException e) {
            String plain =
                    text.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").trim();
            return new NetBoxRejection(response.status(), cut(plain), List.of());
        }
    }

    /** Before 4.7 a refused list of new objects is answered with a list of their errors, empty ones for those that are right. */
    private static List<ObjectError> byPlace(JsonNode body) {
        List<ObjectError> errors = new ArrayList<>();
        for (int index = 0; body.isArray() && index < body.size(); index++) {
            if (body.get(index).isObject() && !body.get(index).isEmpty()) {
                errors.add(new ObjectError(OptionalLong.empty(), OptionalLong.of(index), cut(words(body.get(index)))));
            }
        }
        return errors;
    }

    private static ObjectError objectError(JsonNode error) {
        return new ObjectError(number(error.path("id")), number(error.path("index")), cut(words(error.path("errors"))));
    }

    private static OptionalLong number(JsonNode node) {
        return node.canConvertToLong() ? OptionalLong.of(node.asLong()) : OptionalLong.empty();
    }

    /** {@code {"status": ["bogus is not a valid choice."]}} becomes {@code status: bogus is not a valid choice.} */
    private static String words(JsonNode node) {
        if (node.isValueNode()) {
            return node.asText();
        }
        List<String> parts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(part -> parts.add(words(part)));
        } else if (node.has("detail")) {
            return words(node.path("detail"));
        } else if (node.has("exception")) {
            return node.path("exception").asText() + ": " + words(node.path("error"));
        } else {
            node.properties()
                    .forEach(field -> parts.add(
                            field.getKey().equals("__all__") || field.getKey().equals("non_field_errors")
                                    ? words(field.getValue())
                                    : field.getKey() + ": " + words(field.getValue())));
        }
        return String.join(" ", parts.stream().filter(part -> !part.isBlank()).toList());
    }

    private static String text(Response response) {
        if (response.body() == null) {
            return "";
        }
        try {
            return Util.toString(response.body().asReader(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return "";
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "…";
    }
}
