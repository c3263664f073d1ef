package io.github.pocstate.netbox.internal.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.pocstate.netbox.internal.client.NetBoxClient;
import io.github.pocstate.netbox.phase.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is too much in a queue and what is missing; events are equal when all but their timestamps is.
 *
 * @param surplus elements to remove, as they are in the queue
 * @param missing events to push
 * @param emptiesQueue whether nothing else is in the queue, so that it can be removed whole
 */
public record QueueDifference(List<String> surplus, List<Event> missing, boolean emptiesQueue) {

    private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {};
    private static final ObjectReader READER =
            NetBoxClient.JSON.readerFor(FIELDS).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String TIMESTAMP = "timestamp";
    private static final List<String> SERVER_FIELDS = List.of("device_name", "hostname");

    /**
     * Compares a queue with the events wanted.
     *
     * @param elements the queue
     * @param wanted the events
     * @param concerned names of the servers whose events count; empty when all that is in the queue counts
     */
    static QueueDifference of(List<String> elements, List<Event> wanted, Optional<Set<String>> concerned) {
        Map<Event, Integer> open = new LinkedHashMap<>();
        wanted.forEach(event -> open.merge(event, 1, Integer::sum));
        List<String> surplus = new ArrayList<>();
        for (String element : elements) {
            Optional<Map<String, Object>> fields = parse(element);
            boolean counts = concerned.isEmpty()
                    || concerned
                            .get()
                            .contains(fields.map(QueueDifference::server).orElse(""));
            boolean isWanted = fields.isPresent() && take(open, new Event(withoutTimestamp(fields.get())));
            if (counts && !isWanted) {
                surplus.add(element);
            }
        }
        boolean emptiesQueue = concerned.isEmpty() && surplus.size() == elements.size();
        List<Event> missing = open.entrySet().stream()
                .flatMap(left -> Collections.nCopies(left.getValue(), left.getKey()).stream())
                .toList();
        return new QueueDifference(surplus, missing, emptiesQueue);
    }

    private static boolean take(Map<Event, Integer> open, Event event) {
        boolean isOpen = open.containsKey(event);
        open.computeIfPresent(event, (taken, count) -> count == 1 ? null : count - 1);
        return isOpen;
    }

    boolean isEmpty() {
        return surplus.isEmpty() && missing.isEmpty();
    }

    /** The server an event is about, for a reader. */
    public static String server(Event event) {
        return server(event.fields());
    }

    /** The server an element of a queue is about, for a reader. */
    public static String describe(String element) {
        String server = parse(element).map(QueueDifference::server).orElse("");
        return server.isEmpty() ? "an unknown element" : server;
    }

    private static String server(Map<String, Object> fields) {
        return SERVER_FIELDS.stream()
                .filter(fields::containsKey)
                .findFirst()
                .map(field -> String.valueOf(fields.get(field)))
                .orElse("");
    }

    private static Map<String, Object> withoutTimestamp(Map<String, Object> fields) {
        Map<String, Object> rest = new LinkedHashMap<>(fields);
        rest.remove(TIMESTAMP);
        return rest;
    }

    private static Optional<Map<String, Object>> parse(String element) {
        try {
            return Optional.ofNullable(READER.readValue(element));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The element to push: the event with its timestamp in second place. */
    public static String render(Event event, String timestamp) {
        Map<String, Object> fields = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(event.fields().keySet());
        names.add(Math.min(1, names.size()), TIMESTAMP);
        names.forEach(name -> fields.put(
                name, name.equals(TIMESTAMP) ? timestamp : event.fields().get(name)));
        try {
            return NetBoxClient.JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is plain data", e);
        }
    }
}
