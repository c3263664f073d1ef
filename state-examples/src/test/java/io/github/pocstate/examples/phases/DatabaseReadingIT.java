package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pocstate.Phase;
import io.github.pocstate.Scope;
import io.github.pocstate.examples.phases.LabState.Server;
import io.github.pocstate.lab.LabOfTests;
import io.github.pocstate.netbox.model.Cabling.Layout;
import io.github.pocstate.netbox.model.FarEnd;
import io.github.pocstate.netbox.model.Inventory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database, read through the guide, says of the lab what NetBox's API says: in every phase and in between. */
@OnLab
class DatabaseReadingIT {

    private static final String NOWHERE = "192.0.2.";
    private static final int WHOLE_LAB = 601;

    @ParameterizedTest
    @ValueSource(strings = {"ZERO", "ONE", "TWO"})
    void bothReadingsOfAPhaseAreEqual(String phase, LabUnderTest lab) {
        lab.goTo(Phase.of(phase));

        Inventory reading = sameBothWays(Scope.ALL, lab);
        assertThat(reading.servers()).hasSize(WHOLE_LAB);
        assertThat(reading.pools()).hasSize(5);
    }

    @Test
    void bothReadingsOfSomeServersAreEqual(LabUnderTest lab) {
        lab.goTo(Phase.TWO);
        Optional<String> site = Optional.of(lab.server(0).site());

        assertThat(sameBothWays(new Scope(OptionalInt.of(7), Optional.empty()), lab)
                        .servers())
                .hasSize(7);
        assertThat(sameBothWays(new Scope(OptionalInt.empty(), site), lab).pools())
                .hasSize(1);
        assertThat(sameBothWays(new Scope(OptionalInt.of(3), site), lab).servers())
                .hasSize(3);
    }

    @Test
    void bothReadingsOfOddAddressesAreEqual(LabUnderTest lab) {
        lab.goTo(Phase.ONE);
        lab.addAddress(lab.server(0), "bmc", NOWHERE + "10/24");
        lab.addAddress(lab.server(1), "mgmt0", NOWHERE + "11/32");
        lab.addAddress(lab.server(1), "mgmt0", "2001:db8::7/64");
        lab.addAddress(lab.server(2), "ens1f0", NOWHERE + "12/24");
        lab.removeAddress(lab.server(3), "bmc");
        lab.rest.create("ipam/ip-addresses/", Map.of("address", "10.55.1.250/24", "status", "reserved"));
        lab.rest.create("ipam/ip-addresses/", Map.of("address", "10.55.2.251"));
        lab.rest.create("ipam/ip-ranges/", range("10.55.1.200/24", "10.55.1.210/24", true));
        lab.rest.create("ipam/ip-ranges/", range("10.55.1.220/24", "10.55.1.230/24", false));
        lab.rest.create("ipam/ip-ranges/", range("10.99.0.1/24", "10.99.0.9/24", true));

        Inventory reading = sameBothWays(Scope.ALL, lab);
        assertThat(reading.servers().get(1).addresses()).hasSize(3);
        assertThat(reading.pools()).flatExtracting(pool -> pool.blocked()).isNotEmpty();
        assertThat(reading.pools()).flatExtracting(pool -> pool.taken()).hasSize(2);
    }

    @Test
    void bothReadingsOfServersWithoutBmcMacOrNameAreEqual(LabUnderTest lab) {
        lab.goTo(Phase.ONE);
        lab.sql.run("UPDATE dcim_interface SET name = 'ipmi' WHERE id = ?", lab.port(lab.server(0), "bmc"));
        lab.sql.run(
                "UPDATE dcim_interface SET primary_mac_address_id = NULL WHERE id = ?", lab.port(lab.server(1), "bmc"));
        lab.rest.change("dcim/devices/", lab.server(2).id(), Map.of("status", "active"));
        lab.sql.run(
                "UPDATE dcim_device SET name = NULL WHERE id = ?", lab.server(3).id());

        Inventory reading = sameBothWays(Scope.ALL, lab);
        assertThat(reading.servers())
                .filteredOn(server -> server.bmc().isEmpty())
                .hasSize(1);
        assertThat(reading.servers())
                .filteredOn(server ->
                        server.bmc().filter(bmc -> bmc.macAddress().isEmpty()).isPresent())
                .hasSize(1);
    }

    @Test
    void bothReadingsOfHalfDoneExchangesAreEqual(LabUnderTest lab) {
        lab.goTo(Phase.TWO);
        lab.detachHigherCable(lab.server(0));
        lab.removeOurTag(lab.row(lab.server(1)).lower().id());
        lab.rest.delete("extras/journal-entries/", lab.ourJournalIds(lab.server(2)));
        lab.rest.delete("dcim/cables/", List.of(lab.row(lab.server(3)).higher().id()));
        lab.rest.delete("extras/journal-entries/", lab.ourJournalIds(lab.server(4)));
        lab.detachHigherCable(lab.server(4));

        Inventory reading = sameBothWays(Scope.ALL, lab);
        assertThat(reading.servers())
                .filteredOn(server -> server.cabling().layout() == Layout.BETWEEN)
                .hasSize(3);
        assertThat(reading.servers().get(4).cabling().layout()).isEqualTo(Layout.CHANGED_BY_OTHERS);
    }

    @Test
    void bothReadingsOfForeignJournalEntriesAndMarksAreEqual(LabUnderTest lab) {
        lab.goTo(Phase.TWO);
        long foreign = lab.makeTag("foreign");
        lab.writeEntry(lab.server(0), "somebody else's", foreign);
        lab.writeEntry(lab.server(1), "ours, without wiring", lab.tagId(LabUnderTest.TAG));
        lab.rest.create(
                "extras/journal-entries/",
                Map.of(
                        "assigned_object_type",
                        "dcim.site",
                        "assigned_object_id",
                        lab.sql.number("SELECT min(id) FROM dcim_site"),
                        "comments",
                        "of a site",
                        "tags",
                        List.of(lab.tagId(LabUnderTest.TAG))));
        lab.queues.push(Queues.DISCOVERY, "no event at all");

        Inventory reading = sameBothWays(Scope.ALL, lab);
        assertThat(reading.servers().get(0).journal()).hasSize(1);
        assertThat(reading.servers().get(1).journal()).hasSize(2);
    }

    @Test
    void bothReadingsOfServersThatShareACableAreEqual(LabUnderTest lab) {
        lab.goTo(Phase.ZERO);
        ServerRow.Cable first = lab.row(lab.server(0)).lower();
        ServerRow.Cable second = lab.row(lab.server(1)).lower();
        lab.rest.delete("dcim/cables/", List.of(second.id()));
        lab.setFarEnd(first.id(), List.of(lab.port(lab.server(1), second.nic())));

        Inventory reading = sameBothWays(Scope.ALL, lab);
        assertThat(reading.servers().get(1).cabling().obstacle()).isPresent();
    }

    @Test
    void bothReadingsOfOtherPortsAtTheFarEndAreEqual(LabUnderTest lab) {
        assumeTrue(LabOfTests.isReal(), "the embedded NetBox knows cables between interfaces only");
        lab.goTo(Phase.ZERO);
        long device = lab.sql.number("SELECT min(id) FROM dcim_device WHERE role_id = 3");
        long rear = lab.rest.create(
                "dcim/rear-ports/", Map.of("device", device, "name", "rear 1", "label", "R1", "type", "8p8c"));
        long front = lab.rest.create("dcim/front-ports/", Map.of("device", device, "name", "front 1", "type", "8p8c"));
        recable(lab.server(0), "dcim.rearport", List.of(rear), Map.of(), lab);
        recable(lab.server(1), "dcim.frontport", List.of(front), Map.of(), lab);
        recable(lab.server(2), "circuits.circuittermination", List.of(circuitTermination(lab)), Map.of(), lab);
        List<Long> two = List.of(port(device, "extra 1", lab), port(device, "extra 2", lab));
        recable(lab.server(3), "dcim.interface", two, Map.of(), lab);
        long straight = port(device, "extra 3", lab);
        recable(lab.server(4), "dcim.interface", List.of(straight), Map.of("profile", "single-1c1p"), lab);
        List<Long> fan = List.of(port(device, "extra 4", lab), port(device, "extra 5", lab));
        recable(lab.server(5), "dcim.interface", fan, Map.of("profile", "breakout-1c2p-2c1p"), lab);
        List<Long> shuffled = List.of(port(device, "extra 6", lab), port(device, "extra 7", lab));
        recable(lab.server(6), "dcim.interface", shuffled, Map.of("profile", "trunk-2c4p-shuffle"), lab);

        Inventory reading = sameBothWays(Scope.ALL, lab);
        assertThat(reading.servers().subList(0, 7))
                .flatExtracting(server -> server.cabling().nics())
                .flatExtracting(nic -> nic.far().map(FarEnd::port).stream().toList())
                .contains(
                        "rear 1",
                        "front 1",
                        "c-1: Termination A",
                        "extra 1, extra 2",
                        "extra 3",
                        "extra 4, extra 5",
                        "extra 6, extra 7");
    }

    /** Replaces the lower production cable of a server. */
    private static void recable(
            Server server, String type, List<Long> ports, Map<String, Object> attributes, LabUnderTest lab) {
        ServerRow.Cable cable = lab.row(server).lower();
        lab.rest.delete("dcim/cables/", List.of(cable.id()));
        Map<String, Object> made = new HashMap<>(attributes);
        made.put("a_terminations", ends("dcim.interface", List.of(lab.port(server, cable.nic()))));
        made.put("b_terminations", ends(type, ports));
        lab.rest.create("dcim/cables/", made);
    }

    private static List<Map<String, Object>> ends(String type, List<Long> ports) {
        return ports.stream()
                .map(port -> Map.<String, Object>of("object_type", type, "object_id", port))
                .toList();
    }

    private static long port(long device, String name, LabUnderTest lab) {
        return lab.rest.create("dcim/interfaces/", Map.of("device", device, "name", name, "type", "10gbase-x-sfpp"));
    }

    private static long circuitTermination(LabUnderTest lab) {
        long provider = lab.rest.create("circuits/providers/", Map.of("name", "p", "slug", "p"));
        long type = lab.rest.create("circuits/circuit-types/", Map.of("name", "t", "slug", "t"));
        long circuit = lab.rest.create("circuits/circuits/", Map.of("cid", "c-1", "provider", provider, "type", type));
        long site = lab.sql.number("SELECT min(id) FROM dcim_site");
        return lab.rest.create(
                "circuits/circuit-terminations/",
                Map.of("circuit", circuit, "term_side", "A", "termination_type", "dcim.site", "termination_id", site));
    }

    private static Map<String, Object> range(String first, String last, boolean populated) {
        return Map.of("start_address", first, "end_address", last, "mark_populated", populated);
    }

    private static Inventory sameBothWays(Scope scope, LabUnderTest lab) {
        lab.waitUntilQuiet();
        try (LabDatabase database = new LabDatabase(lab)) {
            Inventory api = database.overApi(scope);
            Inventory tables = database.fromTables(scope);
            assertThat(tables.servers()).containsExactlyElementsOf(api.servers());
            assertThat(tables).isEqualTo(api);
            return api;
        }
    }
}
