package io.github.pocstate.examples.phases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that phases promise, as the database and Redis hold it; two equal states are the same state.
 *
 * @param servers the servers by name
 * @param discoveryEvents the discovery queue without timestamps, sorted
 * @param updateEvents the update queue without timestamps, sorted
 */
record LabState(SortedMap<String, ServerRow> servers, List<String> discoveryEvents, List<String> updateEvents) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<String> withoutTimestamps(List<String> elements) {
        return elements.stream().map(LabState::withoutTimestamp).sorted().toList();
    }

    private static String withoutTimestamp(String element) {
        try {
            ObjectNode event = (ObjectNode) JSON.readTree(element);
            event.remove("timestamp");
            return event.toString();
        } catch (JsonProcessingException e) {
            return element;
        }
    }

    /** The same for some of the servers. */
    LabState of(List<Server> some) {
        SortedMap<String, ServerRow> narrowed = new TreeMap<>();
        some.forEach(server -> narrowed.put(server.name(), servers.get(server.name())));
        return new LabState(narrowed, about(discoveryEvents, narrowed), about(updateEvents, narrowed));
    }

    private static List<String> about(List<String> events, Map<String, ServerRow> servers) {
        return events.stream()
                .filter(event -> servers.keySet().stream().anyMatch(name -> event.contains('"' + name + '"')))
                .toList();
    }

    ServerRow of(Server server) {
        return servers.get(server.name());
    }

    /** A server of the lab. */
    record Server(long id, String name, String site) {}
}
