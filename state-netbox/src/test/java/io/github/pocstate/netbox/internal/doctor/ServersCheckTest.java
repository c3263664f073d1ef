package io.github.pocstate.netbox.internal.doctor;

import static io.github.pocstate.netbox.Specimens.SETTINGS;
import static io.github.pocstate.netbox.Specimens.lab;
import static io.github.pocstate.netbox.Specimens.nic;
import static io.github.pocstate.netbox.Specimens.pool;
import static io.github.pocstate.netbox.Specimens.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Scope;
import io.github.pocstate.doctor.Finding;
import io.github.pocstate.doctor.Outcome;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.spi.Findings;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServersCheckTest {

    private static List<Finding> examine(Inventory inventory) {
        Findings findings = new Findings();
        new ServersCheck(SETTINGS, "http://netbox.lab", inventory).examine(findings);
        return findings.list();
    }

    @Test
    void aLabInWhichEveryServerWouldGoThroughPasses() {
        List<Finding> findings = examine(lab(server(1).build(), server(2).build()));

        assertThat(findings).extracting(Finding::outcome).containsOnly(Outcome.PASSED);
        assertThat(findings)
                .extracting(Finding::what)
                .containsExactly(
                        "2 in 1 site: 2 offline",
                        "bmc on all 2, with a MAC address on all 2",
                        "1 prefix in 1 site, least room in 10.55.1.0/24: 254 free for 2 servers",
                        "finds an address for every server",
                        "two cabled ones on every server that is discovered");
    }

    @Test
    void serversThatWouldFailAreCountedByReasonAndTheFirstIsNamed() {
        List<Finding> findings = examine(lab(
                server(1).build(),
                server(2).withoutMac().build(),
                server(3).withoutMac().build(),
                server(4).withoutSite().build(),
                server(5).nics(nic(5, 1), nic(5, 2)).build()));

        assertThat(findings)
                .filteredOn(finding -> finding.outcome() == Outcome.WARNING)
                .extracting(Finding::what)
                .containsExactly(
                        "2 of 5 servers will fail BMC discovery: each has no MAC address on its bmc interface.",
                        "1 of 5 servers will fail BMC discovery: each has no site.",
                        "1 of 5 servers will stop before cable validation: each has no two cabled production NICs.");
        assertThat(findings)
                .filteredOn(finding -> finding.outcome() == Outcome.WARNING)
                .first()
                .satisfies(finding -> assertThat(finding.where()).contains("http://netbox.lab, first [srv-2]"))
                .satisfies(
                        finding -> assertThat(finding.remedy()).contains("enter the MAC address of the BMC in NetBox"));
    }

    @Test
    void aPrefixWithTooLittleRoomIsNamed() {
        Inventory narrow = lab(
                Scope.ALL,
                List.of(server(1).build(), server(2).build(), server(3).site(2).build()),
                List.of(pool(1, "10.55.1.0/30", "10.55.1.1"), pool(2, "10.56.0.0/16")),
                List.of(),
                List.of());

        assertThat(examine(narrow))
                .extracting(Finding::what)
                .contains(
                        "2 prefixes in 2 sites, least room in 10.55.1.0/30: 1 free for 2 servers",
                        "1 of 3 servers will fail BMC discovery: each finds no free address in the BMC prefix of its site.");
    }
}
