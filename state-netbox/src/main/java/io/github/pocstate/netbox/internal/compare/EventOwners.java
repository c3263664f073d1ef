package io.github.pocstate.netbox.internal.compare;

import inet.ipaddr.IPAddressString;
import io.github.pocstate.netbox.internal.compare.QueueDifference.Scoped;
import io.github.pocstate.netbox.model.Cabling.Layout;
import io.github.pocstate.netbox.model.HostAddress;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.model.Server;
import io.github.pocstate.netbox.phase.Discovery;
import io.github.pocstate.netbox.phase.Event;
import io.github.pocstate.netbox.phase.NetBoxPhase;
import io.github.pocstate.netbox.phase.ServerState;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells whose an event is when servers in scope share their names with servers outside. Events name no site, so all
 * fields decide; of equal events, servers outside own as many as they have.
 */
record EventOwners(Inventory inventory, NetBoxPhase phase, Map<Long, Discovery> discoveries) {

    /** A server with inverted cables has been discovered; no event about its cables holds its address. */
    private static final Discovery DISCOVERED =
            Discovery.found(new HostAddress(new IPAddressString("192.0.2.1").getAddress(), OptionalLong.empty()));

    Scoped scoped() {
        return new Scoped(
                names(inventory.servers()),
                names(inventory.namesakes()),
                inventory.servers().stream().flatMap(this::made).collect(Collectors.toSet()),
                inventory.namesakes().stream().flatMap(this::held).toList());
    }

    private static Set<String> names(List<Server> servers) {
        return servers.stream().map(Server::name).collect(Collectors.toSet());
    }

    private Stream<Event> made(Server server) {
        return phases().map(each -> each.wanted(server, discoveries.getOrDefault(server.id(), DISCOVERED)))
                .flatMap(state -> Stream.concat(state.discoveryEvent().stream(), state.updateEvent().stream()));
    }

    private Stream<Event> held(Server server) {
        return phases().map(each -> each.wanted(server, DISCOVERED))
                .filter(state -> isIn(server, state))
                .flatMap(state -> state.updateEvent().stream())
                .distinct();
    }

    private static boolean isIn(Server server, ServerState state) {
        return state.inverted()
                ? server.cabling().layout() == Layout.INVERTED
                : server.status().equals(state.status());
    }

    private Stream<NetBoxPhase> phases() {
        return Stream.concat(NetBoxPhases.standard().stream(), Stream.of(phase));
    }
}
