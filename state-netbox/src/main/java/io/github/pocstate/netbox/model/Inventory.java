package io.github.pocstate.netbox.model;

import io.github.pocstate.LabSummary;
import io.github.pocstate.Scope;
import io.github.pocstate.spi.Reading;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * One reading of the lab.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param scope the servers that were looked at
 * @param servers those servers, in natural name order
 * @param namesakes servers outside the scope that have the name of one in it; read for the events in the queues only
 * @param pools the BMC prefixes, lowest first
 * @param neighbours servers outside the scope whose sites share BMC addresses with sites in it, without their cables and journal
 * @param otherHolders by id of an address of a server: what else holds its host
 * @param tagId id of our tag, empty while NetBox has none
 * @param discoveryQueue the elements of the discovery queue, head first
 * @param updateQueue the elements of the update queue, head first
 * @since 0.1
 */
public record Inventory(
        Scope scope,
        List<Server> servers,
        List<Server> namesakes,
        List<AddressPool> pools,
        List<Server> neighbours,
        Map<Long, String> otherHolders,
        OptionalLong tagId,
        List<String> discoveryQueue,
        List<String> updateQueue)
        implements Reading {

    /**
     * Copies the lists.
     *
     * @param scope the servers that were looked at
     * @param servers those servers, in natural name order
     * @param namesakes servers outside the scope that have the name of one in it; read for the events in the queues only
     * @param pools the BMC prefixes, lowest first
     * @param neighbours servers outside the scope whose sites share BMC addresses with sites in it, without their cables and journal
     * @param otherHolders by id of an address of a server: what else holds its host
     * @param tagId id of our tag, empty while NetBox has none
     * @param discoveryQueue the elements of the discovery queue, head first
     * @param updateQueue the elements of the update queue, head first
     */
    public Inventory {
        servers = List.copyOf(servers);
        namesakes = List.copyOf(namesakes);
        pools = List.copyOf(pools);
        neighbours = List.copyOf(neighbours);
        otherHolders = Map.copyOf(otherHolders);
        discoveryQueue = List.copyOf(discoveryQueue);
        updateQueue = List.copyOf(updateQueue);
    }

    @Override
    public LabSummary summary() {
        SortedMap<String, Integer> statuses = new TreeMap<>();
        servers.forEach(server -> statuses.merge(server.status(), 1, Integer::sum));
        return new LabSummary(
                servers.size(),
                statuses,
                new TreeMap<>(Map.of(
                        "addresses", sum(server -> server.addresses().size()),
                        "inverted servers", sum(server -> server.cabling().layout() == Cabling.Layout.INVERTED ? 1 : 0),
                        "journal entries", sum(server -> server.journal().size()),
                        "discovery events", discoveryQueue.size(),
                        "update events", updateQueue.size())));
    }

    private int sum(ToIntFunction<Server> count) {
        return servers.stream().mapToInt(count).sum();
    }
}
