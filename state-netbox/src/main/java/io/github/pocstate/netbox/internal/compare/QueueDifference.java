package io.github.pocstate.netbox.internal.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.pocstate.netbox.internal.client.NetBoxClient;
import io.github.pocstate.netbox.phase.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
public record QueueDifference(List<String> surplus, List<ServerEvent> missing, boolean emptiesQueue) {

    private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {};
    private static final ObjectReader READER =
            NetBoxClient.JSON.readerFor(FIELDS).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String TIMESTAMP = "timestamp";
    private static final List<String> SERVER_FIELDS = List.of("device_name", "hostname");

    /** An event and the device that it is about. */
    public record ServerEvent(long deviceId, Event event) {}

    /**
     * The servers whose events count.
     *
     * @param names their names
     * @param shared names that servers outside the scope have, too
     * @param made all events that phases make for the servers in scope
     * @param others events of servers outside the scope with a shared name
     */
    record Scoped(Set<String> names, Set<String> shared, Set<Event> made, List<Event> others) {

        /** An event under a shared name is about a server in scope only if a phase makes it for that server. */
        boolean concerns(String name, Event event) {
            return names.contains(name) && (!shared.contains(name) || made.contains(event));
        }
    }

    /**
     * Compares a queue with the events wanted.
     *
     * @param elements the queue
     * @param wanted the events
     * @param scoped the servers whose events count; empty when all that is in the queue counts
     */
    static QueueDifference of(List<String> elements, List<ServerEvent> wanted, Optional<Scoped> scoped) {
        Map<Event, Integer> others = new LinkedHashMap<>();
        scoped.ifPresent(scope -> scope.others().forEach(event -> others.merge(event, 1, Integer::sum)));
        Map<Event, Deque<ServerEvent>> open = new LinkedHashMap<>();
        wanted.forEach(event ->
                open.computeIfAbsent(event.event(), key -> new ArrayDeque<>()).add(event));
        List<String> surplus = new ArrayList<>();
        for (String element : elements) {
            Optional<Event> event = parse(element).map(fields -> new Event(withoutTimestamp(fields)));
            boolean stays = event.filter(found -> take(others, found) || takeOpen(open, found))
                    .isPresent();
            boolean counts = scoped.isEmpty()
                    || event.filter(found -> scoped.get().concerns(server(found), found))
                            .isPresent();
            if (counts && !stays) {
                surplus.add(element);
            }
        }
        boolean emptiesQueue = scoped.isEmpty() && surplus.size() == elements.size();
        List<ServerEvent> missing =
                open.values().stream().flatMap(Deque::stream).toList();
        return new QueueDifference(surplus, missing, emptiesQueue);
    }

    private static boolean take(Map<Event, Integer> counted, Event event) {
        boolean isThere = counted.containsKey(event);
        counted.computeIfPresent(event, (taken, count) -> count == 1 ? null : count - 1);
        return isThere;
    }

    private static boolean takeOpen(Map<Event, Deque<ServerEvent>> open, Event event) {
        return Optional.ofNullable(open.get(event)).map(Deque::pollFirst).isPresent();
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
                .filter(field -> fields.get(field) != null)
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
