package io.github.pocstate.netbox.internal.read;

import io.github.pocstate.netbox.dto.CableTerminationDto;
import io.github.pocstate.netbox.dto.InterfaceDto;
import io.github.pocstate.netbox.dto.ObjectTypes;
import io.github.pocstate.netbox.dto.PeerDto;
import io.github.pocstate.netbox.model.Obstacle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which cables may be written: those that join, whole, one production NIC with one port of a device that is no server.
 * The ends are those of the cable, since a NIC shows neither what shares its side nor the lanes of others. Immutable.
 */
final class CableOwnership {

    private static final Set<String> PORTS =
            Set.of(ObjectTypes.INTERFACE, ObjectTypes.FRONT_PORT, ObjectTypes.REAR_PORT);
    private static final String OWN_CABLE =
            "give each production NIC a cable of its own in NetBox, which joins it with one port of a switch or patch panel";
    private static final Obstacle SHARED =
            new Obstacle("has a production cable that joins more than two ports", OWN_CABLE);
    private static final Obstacle LANES =
            new Obstacle("has a production cable whose profile has more than one lane", OWN_CABLE);
    private static final Obstacle TO_A_SERVER =
            new Obstacle("has a production cable that leads to a server", OWN_CABLE);
    private static final Obstacle NOT_WHOLE = new Obstacle(
            "has a production cable whose ends NetBox shows only in part, or that was changed while it was read",
            "let the token's user view all cables and cable terminations, then restore again");

    private final Map<Long, List<CableTerminationDto>> ends = new HashMap<>();
    private final Set<Long> servers;

    /**
     * @param terminations the ends of the cables on the NICs, all of them
     * @param servers ids of the devices that are servers, in the scope or not
     */
    CableOwnership(List<CableTerminationDto> terminations, Set<Long> servers) {
        terminations.forEach(end ->
                ends.computeIfAbsent(end.cable(), id -> new ArrayList<>()).add(end));
        this.servers = Set.copyOf(servers);
    }

    /** Why the cable on a NIC must not be written. */
    Optional<Obstacle> obstacle(InterfaceDto nic, long cable) {
        List<CableTerminationDto> all = ends.getOrDefault(cable, List.of());
        List<CableTerminationDto> near = all.stream()
                .filter(end -> end.cableEnd().equals(nic.cableEnd()))
                .toList();
        List<CableTerminationDto> far =
                all.stream().filter(end -> !near.contains(end)).toList();
        List<PeerDto> peers = nic.linkPeers() == null ? List.of() : nic.linkPeers();
        if (near.size() > 1 || far.size() > 1) {
            return Optional.of(SHARED);
        }
        if (!all.stream().allMatch(CableOwnership::hasOneLane)) {
            return Optional.of(LANES);
        }
        if (near.isEmpty() || !isAt(near.get(0), ObjectTypes.INTERFACE, nic.id()) || far.size() != peers.size()) {
            return Optional.of(NOT_WHOLE);
        }
        return far.stream().findFirst().flatMap(end -> obstacle(end, nic.linkPeersType(), peers.get(0)));
    }

    private Optional<Obstacle> obstacle(CableTerminationDto far, @Nullable String peerType, PeerDto peer) {
        if (!PORTS.contains(far.terminationType())) {
            return Optional.of(new Obstacle(
                    "has a production cable that leads to no port of a device but to a " + far.terminationType(),
                    OWN_CABLE));
        }
        if (!isAt(far, peerType, peer.id())) {
            return Optional.of(NOT_WHOLE);
        }
        return peer.device() != null && servers.contains(peer.device().id())
                ? Optional.of(TO_A_SERVER)
                : Optional.empty();
    }

    private static boolean isAt(CableTerminationDto end, @Nullable String type, long port) {
        return end.terminationType().equals(type) && end.terminationId() == port;
    }

    /** The first connector and position is what NetBox gives the only end of a side when it is set again. */
    private static boolean hasOneLane(CableTerminationDto end) {
        return end.connector() == null || (end.connector() == 1 && List.of(1).equals(end.positions()));
    }
}
