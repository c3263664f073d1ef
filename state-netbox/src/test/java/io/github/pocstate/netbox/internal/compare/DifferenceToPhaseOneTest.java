package io.github.pocstate.netbox.internal.compare;

import static io.github.pocstate.netbox.Specimens.lab;
import static io.github.pocstate.netbox.Specimens.server;
import static io.github.pocstate.netbox.internal.compare.DifferenceFixture.between;
import static io.github.pocstate.netbox.internal.compare.DifferenceFixture.isEmpty;
import static io.github.pocstate.netbox.internal.compare.DifferenceFixture.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Goal;
import io.github.pocstate.Phase;
import io.github.pocstate.Scope;
import io.github.pocstate.netbox.internal.compare.QueueDifference.ServerEvent;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.model.Note;
import io.github.pocstate.netbox.phase.Event;
import io.github.pocstate.plan.Failure;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifferenceToPhaseOneTest {

    @Test
    void aCleanServerGetsAnAddressAndAStatusWithIt() {
        Difference difference = between(server(1), Phase.ONE);

        assertThat(difference.addressCreations())
                .extracting(creation -> creation.interfaceId() + " " + creation.address())
                .containsExactly("11 10.55.1.1/24");
        assertThat(statuses(difference.arrivals())).containsExactly("srv-1 planned 10.55.1.1/24");
        assertThat(difference.onTheWay()).isEmpty();
        assertThat(difference.needsTag()).isFalse();
    }

    @Test
    void aServerThatHasItAllNeedsNothing() {
        Difference difference = between(
                server(1).status("planned").bmcAddress(5, "10.55.1.1/24").oob(5), Phase.ONE);

        assertThat(isEmpty(difference)).isTrue();
        assertThat(difference.addressIds()).containsExactly(Map.entry(1L, 5L));
    }

    @Test
    void anotherOutOfBandAddressIsSet() {
        Difference difference = between(
                server(1).status("planned").bmcAddress(5, "10.55.1.1/24").oob(77), Phase.ONE);

        assertThat(statuses(difference.arrivals())).containsExactly("srv-1 - 10.55.1.1/24");
    }

    @Test
    void aWrongAddressAndOneOnTheManagementInterfaceGo() {
        Difference difference =
                between(server(1).bmcAddress(5, "10.55.1.9/24").mgmtAddress(6, "10.55.1.1/24"), Phase.ONE);

        assertThat(difference.addressRemovals())
                .extracting(removal -> removal.address().id())
                .containsExactly(5L, 6L);
        assertThat(difference.addressCreations()).hasSize(1);
    }

    @Test
    void theSameAddressHeldTwiceIsKeptOnce() {
        Difference difference =
                between(server(1).bmcAddress(5, "10.55.1.1/24").bmcAddress(6, "10.55.1.1/24"), Phase.ONE);

        assertThat(difference.addressRemovals())
                .extracting(removal -> removal.address().id())
                .containsExactly(6L);
        assertThat(difference.addressCreations()).isEmpty();
    }

    @Test
    void aServerThatFailsDiscoveryIsFailedWithAJournalEntry() {
        Difference difference = between(server(1).withoutMac(), Phase.ONE);

        assertThat(statuses(difference.arrivals())).containsExactly("srv-1 failed -");
        assertThat(difference.journalCreations())
                .extracting(creation -> creation.note())
                .containsExactly(new Note("danger", """
                                BMC discovery failed: the server has no MAC address on its bmc interface.

                                To do: enter the MAC address of the BMC in NetBox.""", Optional.empty()));
        assertThat(difference.failures())
                .containsExactly(new Failure(
                        "srv-1",
                        "has no MAC address on its bmc interface",
                        "enter the MAC address of the BMC in NetBox"));
        assertThat(difference.needsTag()).isTrue();
    }

    @Test
    void discoveryEventsAreMissingOnlyWhenAskedToPublish() {
        Inventory lab = lab(server(1).build(), server(2).withoutBmc().build());

        assertThat(between(lab, Phase.ONE).discoveryQueue().missing()).isEmpty();
        assertThat(between(lab, new Goal(Phase.ONE, Scope.ALL, true))
                        .discoveryQueue()
                        .missing())
                .extracting(ServerEvent::event)
                .containsExactly(new Event(Map.of(
                        "event_type", "bmc_dhcp_lease",
                        "mac_address", "AA:BB:CC:00:00:01",
                        "ip_address", "10.55.1.1",
                        "hostname", "srv-1",
                        "source", "poc-state")));
    }
}
