package io.github.pocstate.netbox.database;

import io.github.pocstate.netbox.model.Address;
import io.github.pocstate.netbox.model.CableEnd;
import io.github.pocstate.netbox.model.Cabling;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.model.JournalEntry;
import io.github.pocstate.netbox.model.Server;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The objects that phases write, in one of two readings that are compared; not changed once it is made.
 *
 * @param servers the servers of both readings, by id
 * @param addresses the ids of their servers by the ids of the addresses on BMC and management interfaces
 * @param journal the ids of our journal entries
 * @param cables the ids of the production cables of servers whose wiring as built is the same in both readings
 * @param recabled the names of the other servers by the ids of their production cables
 * @param tag the id of our tag
 */
record ManagedObjects(
        Map<Long, String> servers,
        Map<Long, Long> addresses,
        Set<Long> journal,
        Set<Long> cables,
        Map<Long, String> recabled,
        OptionalLong tag) {

    /** Of one reading, compared with another. */
    static ManagedObjects of(Inventory reading, Inventory other) {
        Map<Long, Server> others = other.servers().stream().collect(Collectors.toMap(Server::id, server -> server));
        ManagedObjects objects = new ManagedObjects(
                new HashMap<>(), new HashMap<>(), new HashSet<>(), new HashSet<>(), new HashMap<>(), reading.tagId());
        for (Server server : reading.servers()) {
            Server twin = others.get(server.id());
            if (twin != null) {
                objects.add(server, isWiredAs(server.cabling(), twin.cabling()));
            }
        }
        return objects;
    }

    private void add(Server server, boolean sameWiring) {
        servers.put(server.id(), server.name());
        server.addresses().stream().map(Address::id).forEach(address -> addresses.put(address, server.id()));
        server.journal().stream().map(JournalEntry::id).forEach(journal::add);
        productionCables(server).forEach(cable -> {
            if (sameWiring) {
                cables.add(cable);
            } else {
                recabled.put(cable, server.name());
            }
        });
    }

    private static Stream<Long> productionCables(Server server) {
        return server.cabling().nics().stream()
                .flatMap(nic -> nic.cable().stream())
                .map(CableEnd::cableId);
    }

    private static boolean isWiredAs(Cabling cabling, Cabling other) {
        return cabling.asBuilt()
                .flatMap(wiring -> other.asBuilt().filter(wiring::isSameAs))
                .isPresent();
    }

    /** Whether an address is on the BMC or management interface of a server. */
    boolean hasAddress(long address) {
        return addresses.containsKey(address);
    }

    /** Whether an address is on the BMC or management interface of that server. */
    boolean hasAddress(long server, long address) {
        return Objects.equals(addresses.get(address), server);
    }

    /** The servers whose production cables are a cable; at most one. */
    List<String> recabledBy(long cable) {
        String server = recabled.get(cable);
        return server == null ? List.of() : List.of(server);
    }
}
