package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.examples.phases.LabState.Server;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** Nothing foreign is ever written: every row of every table, but for what the phases manage, stays as it is. */
@OnLab
class ForeignRowsIT {

    @Test
    void everyForeignRowSurvivesEveryPhase(LabUnderTest lab) {
        lab.goTo(Phase.ZERO);
        plantForeignObjects(lab);
        LabState built = lab.state();
        SortedMap<String, String> before = ForeignRows.checksums(lab);
        assertThat(before).hasSizeGreaterThan(150);
        String theirs = "10.55."
                + lab.sql.text(
                        "SELECT split_part(host(p.prefix), '.', 3) FROM ipam_prefix p JOIN ipam_role r ON r.id = p.role_id"
                                + " JOIN dcim_site s ON s.id = p._site_id WHERE r.slug = 'bmc-management' AND s.slug = ?",
                        lab.server(0).site())
                + ".7/24";

        for (Phase phase : List.of(Phase.ONE, Phase.TWO, Phase.ZERO)) {
            lab.restore(phase);
            assertThat(ForeignRows.checksums(lab))
                    .as("foreign rows in phase " + phase.name())
                    .isEqualTo(before);
            if (phase == Phase.ONE) {
                assertThat(lab.state().servers().values())
                        .extracting(server -> server.bmc().get(0))
                        .doesNotContain(theirs)
                        .containsExactlyInAnyOrderElementsOf(lab.lowestFreeAddresses(lab.servers(LabUnderTest.SERVERS))
                                .values());
            }
        }
        assertThat(lab.state().servers()).containsExactlyEntriesOf(built.servers());
    }

    @Test
    void foreignTagsAndLabelsStayOnInvertedCables(LabUnderTest lab) {
        lab.goTo(Phase.ZERO);
        plantForeignObjects(lab);

        lab.restore(Phase.TWO, 3);
        assertThat(lab.row(lab.server(2)).cables())
                .allSatisfy(cable -> assertThat(cable.tags()).containsExactly("foreign", LabUnderTest.TAG))
                .extracting(ServerRow.Cable::label)
                .containsExactly("foreign label 0", "foreign label 1");
    }

    private static void plantForeignObjects(LabUnderTest lab) {
        long tag = lab.makeTag("foreign");
        Server server = lab.server(0);
        lab.writeEntry(server, "Cable validation failed, says somebody else", tag);
        lab.addAddress(lab.server(1), "ens1f0", "192.0.2.77/24");
        lab.rest.change(
                "dcim/devices/", lab.server(1).id(), Map.of("primary_ip4", lab.addressId(lab.server(1), "ens1f0")));
        String prefix = lab.lowestFreeAddresses(List.of(server)).get(server.name());
        lab.rest.create(
                "ipam/ip-addresses/", Map.of("address", prefix.replaceFirst("\\.\\d+/", ".7/"), "status", "reserved"));
        List<ServerRow.Cable> cables = lab.row(lab.server(2)).cables();
        for (int i = 0; i < cables.size(); i++) {
            lab.rest.change(
                    "dcim/cables/",
                    cables.get(i).id(),
                    Map.of("label", "foreign label " + i, "color", "ff000" + i, "tags", List.of(tag)));
        }
    }
}
