package io.github.pocstate.lab.internal.netbox.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One run of a conversation with a NetBox: sends its requests, and knows the ids of the objects they made by name.
 *
 * <p>An answer is made comparable: addresses lose the host, moments become {@code $moment}, fields that vary
 * {@code $varies}.
 */
final class Dialogue {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?(Z|\\+00:00))?");
    private static final Pattern UNNAMED = Pattern.compile("\\b" + FoundLab.FIRST_NEW_ID / 10_000_000 + "\\d{7}\\b");
    private static final String JSON_TYPE = "application/json";
    private static final String NONE = "none";

    private final ContractNetBox netBox;
    private final Map<String, Long> made = new LinkedHashMap<>();

    Dialogue(ContractNetBox netBox) {
        this.netBox = netBox;
    }

    /** Sends a request; the objects it makes have their names from now on. */
    Answer ask(Exchange exchange) {
        HttpResponse<String> response = send(exchange);
        JsonNode body = body(response);
        nameObjects(exchange, body);
        return new Answer(response.statusCode(), headers(exchange, response, body), comparable(exchange, body));
    }

    /** The recorded answer with the ids of this run. */
    Answer expected(Exchange exchange) {
        return answer(filledIn(text(exchange.recorded())));
    }

    /** An answer to keep: the ids of this run are replaced by their names. */
    Answer named(Answer answer) {
        String text = text(answer);
        for (Map.Entry<String, Long> object : made.entrySet()) {
            String id = object.getValue().toString();
            String name = "\\${" + object.getKey() + "}";
            text = text.replaceAll("(?<=[\\[:,])" + id + "(?=[\\],}])", "\"" + name + "\"")
                    .replaceAll("\\b" + id + "\\b", name);
        }
        if (UNNAMED.matcher(text).find()) {
            throw new AssertionError("a new id has no name yet, give it one with [makes]: " + text);
        }
        return answer(text);
    }

    private static String text(Answer answer) {
        return ConversationFiles.JSON.valueToTree(answer).toString();
    }

    private static Answer answer(String text) {
        return ConversationFiles.JSON.convertValue(parse(text), Answer.class);
    }

    private HttpResponse<String> send(Exchange exchange) {
        HttpRequest.Builder request = HttpRequest.newBuilder(netBox.url().resolve(filledIn(exchange.path())))
                .method(
                        exchange.method(),
                        content(exchange) == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(content(exchange)))
                .header("Content-Type", JSON_TYPE)
                .header("Connection", "close");
        netBox.authorization(exchange.speaker()).ifPresent(value -> request.header("Authorization", value));
        exchange.headers().forEach(request::setHeader);
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(exchange + " got no answer from " + netBox, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private @Nullable String content(Exchange exchange) {
        return exchange.body() == null
                ? exchange.text()
                : filledIn(exchange.body()).toString();
    }

    private static @Nullable JsonNode body(HttpResponse<String> response) {
        boolean isJson =
                response.headers().firstValue("Content-Type").orElse("").startsWith(JSON_TYPE);
        return isJson ? parse(response.body()) : null;
    }

    private void nameObjects(Exchange exchange, @Nullable JsonNode body) {
        List<String> names = exchange.makes();
        for (int i = 0; i < names.size(); i++) {
            JsonNode object = body == null ? MissingNode.getInstance() : body.isArray() ? body.path(i) : body;
            if (!object.path("id").canConvertToLong()) {
                throw new AssertionError(exchange + " should make [" + names.get(i) + "], but answered " + body);
            }
            made.put(names.get(i), object.path("id").asLong());
        }
    }

    /** What differs from the usual answer: JSON, of version 4.7, whose allowed methods nobody asked for. */
    private SortedMap<String, String> headers(
            Exchange exchange, HttpResponse<String> response, @Nullable JsonNode body) {
        SortedMap<String, String> usual = new TreeMap<>(Map.of(
                "API-Version", "4.7", "Content-Type", body == null ? NONE : JSON_TYPE, "ETag", NONE, "Location", NONE));
        if (exchange.method().equals("OPTIONS") || response.statusCode() == 405) {
            usual.put("Allow", NONE);
        }
        SortedMap<String, String> headers = new TreeMap<>();
        usual.keySet()
                .forEach(name -> headers.put(
                        name, comparable(response.headers().firstValue(name).orElse(NONE))));
        headers.entrySet().removeAll(usual.entrySet());
        return headers;
    }

    private @Nullable JsonNode comparable(Exchange exchange, @Nullable JsonNode body) {
        if (body == null) {
            return null;
        }
        JsonNode comparable = parse(comparable(body.toString()));
        mask(comparable, exchange.varies());
        return comparable;
    }

    private static void mask(JsonNode node, List<String> fields) {
        if (node instanceof ObjectNode object) {
            fields.stream().filter(object::has).forEach(field -> object.put(field, masked(object.path(field))));
        }
        node.forEach(child -> mask(child, fields));
    }

    private static String masked(JsonNode value) {
        return value.isArray() ? "$varies, " + value.size() + " of them" : "$varies";
    }

    private String comparable(String text) {
        return MOMENT.matcher(text.replace(netBox.url().toString(), "")).replaceAll("\\$moment");
    }

    private JsonNode filledIn(JsonNode node) {
        return parse(filledIn(node.toString()));
    }

    private String filledIn(String text) {
        String filled = text;
        for (Map.Entry<String, Long> object : made.entrySet()) {
            String name = "${" + object.getKey() + "}";
            String id = object.getValue().toString();
            filled = filled.replace("\"" + name + "\"", id).replace(name, id);
        }
        return filled;
    }

    private static JsonNode parse(String text) {
        try {
            return ConversationFiles.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }
}
