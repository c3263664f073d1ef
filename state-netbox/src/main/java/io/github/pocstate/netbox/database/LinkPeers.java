package io.github.pocstate.netbox.database;

import io.github.pocstate.netbox.dto.CableTerminationDto;
import io.github.pocstate.netbox.dto.ObjectTypes;
import io.github.pocstate.netbox.dto.PeerDto;
import io.github.pocstate.netbox.dto.Ref;
import io.github.pocstate.spi.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is at the far ends of cables, as NetBox shows it ({@code link_peers} in {@code dcim/models/device_components.py});
 * not thread-safe.
 */
final class LinkPeers {

    private final NetBoxTables tables;
    private final ContentTypes types;
    private final Map<Long, Ref> devices;
    private final Map<Long, List<CableTermination>> terminations = new HashMap<>();
    private final Map<Long, CableProfile> profiles = new HashMap<>();
    private final Map<String, Map<Long, PeerDto>> ports = new HashMap<>();

    LinkPeers(NetBoxTables tables, ContentTypes types, Map<Long, Ref> devices, List<Row> interfaces, List<Row> cabled) {
        this.tables = tables;
        this.types = types;
        this.devices = devices;
        Set<Long> cables = new HashSet<>();
        cabled.forEach(row -> row.number("cable_id").ifPresent(cables::add));
        readTerminations(cables);
        readProfiles(cables);
        Set<Long> needed = terminations.values().stream()
                .flatMap(List::stream)
                .filter(end -> end.type().equals(ObjectTypes.INTERFACE))
                .map(CableTermination::port)
                .collect(Collectors.toCollection(HashSet::new));
        ports.put(
                ObjectTypes.INTERFACE,
                byId(interfaces.stream()
                        .filter(row -> needed.contains(NetBoxTables.id(row)))
                        .toList()));
    }

    private void readTerminations(Set<Long> cables) {
        List<Row> rows = tables.readWith(
                List.of("connector", "positions"),
                "dcim_cabletermination",
                "id",
                "cable_id",
                "cable_end",
                "termination_type_id",
                "termination_id");
        for (Row row : rows) {
            long cable = row.number("cable_id").orElseThrow();
            if (cables.contains(cable)) {
                terminations.computeIfAbsent(cable, id -> new ArrayList<>()).add(CableTermination.of(row, types));
            }
        }
        terminations.values().forEach(ends -> ends.sort(Comparator.naturalOrder()));
    }

    private void readProfiles(Set<Long> cables) {
        if (tables.has("dcim_cable", "profile")) {
            tables.read("dcim_cable", "id", "profile").stream()
                    .filter(row -> cables.contains(NetBoxTables.id(row)))
                    .forEach(row -> row.text("profile")
                            .filter(profile -> !profile.isEmpty())
                            .ifPresent(profile -> profiles.put(NetBoxTables.id(row), CableProfile.of(profile))));
        }
    }

    /** All ends of the cables, as NetBox's API lists them. */
    List<CableTerminationDto> ends() {
        return terminations.entrySet().stream()
                .flatMap(cable -> cable.getValue().stream().map(end -> end.ofCable(cable.getKey())))
                .toList();
    }

    /** The far ends of the cable on an interface, in NetBox's order. */
    List<CableTermination> of(Row port) {
        long cable = port.number("cable_id").orElse(-1);
        String side = port.text("cable_end").orElse("");
        List<CableTermination> far = terminations.getOrDefault(cable, List.of()).stream()
                .filter(end -> !end.side().equals(side))
                .toList();
        CableProfile profile = profiles.get(cable);
        return profile == null ? far : mapped(far, port, side, profile);
    }

    private static List<CableTermination> mapped(
            List<CableTermination> far, Row port, String side, CableProfile profile) {
        Optional<Integer> connector = NetBoxTables.text(port, "cable_connector").map(Integer::valueOf);
        Set<CableTermination> peers = new LinkedHashSet<>();
        if (connector.isPresent()) {
            for (int position : CableTermination.positions(port, "cable_positions")) {
                CableProfile.Strand strand = profile.far(side, new CableProfile.Strand(connector.get(), position));
                far.stream().filter(end -> end.holds(strand)).findFirst().ifPresent(peers::add);
            }
        }
        return List.copyOf(peers);
    }

    /** A far end in brief. */
    PeerDto brief(CableTermination end) {
        return ports.computeIfAbsent(end.type(), this::readPorts)
                .getOrDefault(end.port(), new PeerDto(end.port(), null, null, null));
    }

    private Map<Long, PeerDto> readPorts(String type) {
        if (type.equals("circuits.circuittermination")) {
            return circuitTerminations();
        }
        String table = type.replace('.', '_');
        return tables.has(table, "name") ? byId(tables.readWith(List.of("device_id"), table, "id", "name")) : Map.of();
    }

    private Map<Long, PeerDto> byId(List<Row> rows) {
        Map<Long, PeerDto> peers = new HashMap<>();
        for (Row row : rows) {
            long id = NetBoxTables.id(row);
            String name = row.text("name").orElse("");
            Ref device = NetBoxTables.text(row, "device_id")
                    .map(text -> devices.get(Long.valueOf(text)))
                    .orElse(null);
            peers.put(id, new PeerDto(id, name, name, device));
        }
        return peers;
    }

    /** They have no name: NetBox shows the circuit and the side. */
    private Map<Long, PeerDto> circuitTerminations() {
        Map<Long, String> circuits = new HashMap<>();
        tables.read("circuits_circuit", "id", "cid")
                .forEach(row ->
                        circuits.put(NetBoxTables.id(row), row.text("cid").orElse("")));
        Map<Long, PeerDto> peers = new HashMap<>();
        for (Row row : tables.read("circuits_circuittermination", "id", "circuit_id", "term_side")) {
            long id = NetBoxTables.id(row);
            String display = circuits.get(row.number("circuit_id").orElseThrow()) + ": Termination "
                    + row.text("term_side").orElse("");
            peers.put(id, new PeerDto(id, null, display, null));
        }
        return peers;
    }
}
