package io.github.pocstate.netbox.internal.compare;

import static io.github.pocstate.netbox.Specimens.asBuilt;
import static io.github.pocstate.netbox.Specimens.cabled;
import static io.github.pocstate.netbox.Specimens.lab;
import static io.github.pocstate.netbox.Specimens.nic;
import static io.github.pocstate.netbox.Specimens.server;
import static io.github.pocstate.netbox.internal.compare.DifferenceFixture.between;
import static io.github.pocstate.netbox.internal.compare.DifferenceFixture.inverted;
import static io.github.pocstate.netbox.internal.compare.DifferenceFixture.isEmpty;
import static io.github.pocstate.netbox.internal.compare.DifferenceFixture.restored;
import static io.github.pocstate.netbox.internal.compare.DifferenceFixture.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.model.Note;
import io.github.pocstate.plan.Failure;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DifferenceToPhaseTwoTest {

    private static final String INVERTED_TEXT = """
            Cable validation failed: the production cables are inverted.

            | NIC | original | detected |
            |---|---|---|
            | eth0 | switch-1001 xe-0/0/1001 | switch-1002 xe-0/0/1002 |
            | eth1 | switch-1002 xe-0/0/1002 | switch-1001 xe-0/0/1001 |

            To do: exchange the two cables, or correct NetBox.""";

    @Test
    void aCleanServerGoesThroughDiscoveredToFailed() {
        Difference difference = between(server(1), Phase.TWO);

        assertThat(statuses(difference.onTheWay())).containsExactly("srv-1 discovered 10.55.1.1/24");
        assertThat(statuses(difference.arrivals())).containsExactly("srv-1 failed -");
    }

    @Test
    void theCablesAreExchangedAndBothConfigurationsTold() {
        Difference difference = between(server(1), Phase.TWO);

        assertThat(difference.cables()).hasSize(1);
        assertThat(difference.cables().get(0).wanted()).isEqualTo(asBuilt(1).exchanged());
        assertThat(difference.journalCreations())
                .extracting(creation -> creation.note())
                .containsExactly(new Note("danger", INVERTED_TEXT, Optional.of(asBuilt(1))));
        assertThat(difference.updateQueue().missing())
                .extracting(event -> QueueDifference.render(event.event(), "T"))
                .containsExactly("{\"event_type\":\"cable_inversion_detected\",\"timestamp\":\"T\","
                        + "\"device_name\":\"srv-1\","
                        + "\"original_config\":{\"eth0\":{\"peer_device\":\"switch-1001\",\"peer_port\":\"xe-0/0/1001\"},"
                        + "\"eth1\":{\"peer_device\":\"switch-1002\",\"peer_port\":\"xe-0/0/1002\"}},"
                        + "\"detected_config\":{\"eth0\":{\"peer_device\":\"switch-1002\",\"peer_port\":\"xe-0/0/1002\"},"
                        + "\"eth1\":{\"peer_device\":\"switch-1001\",\"peer_port\":\"xe-0/0/1001\"}},"
                        + "\"status\":\"failed\",\"source\":\"poc-state\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"offline", "planned", "active"})
    void anyOtherStatusGoesThroughDiscovered(String status) {
        Difference difference = between(server(1).status(status), Phase.TWO);

        assertThat(difference.onTheWay()).hasSize(1);
        assertThat(difference.arrivals()).hasSize(1);
    }

    @Test
    void aServerThatIsDiscoveredGoesOnToFailed() {
        Difference difference = between(server(1).status("discovered"), Phase.TWO);

        assertThat(difference.onTheWay()).isEmpty();
        assertThat(statuses(difference.arrivals())).containsExactly("srv-1 failed 10.55.1.1/24");
    }

    @Test
    void aServerThatFailedForAnotherReasonGoesThroughDiscovered() {
        Difference difference = between(server(1).status("failed"), Phase.TWO);

        assertThat(statuses(difference.onTheWay())).containsExactly("srv-1 discovered 10.55.1.1/24");
        assertThat(statuses(difference.arrivals())).containsExactly("srv-1 failed -");
    }

    @Test
    void aServerThatFailedAndIsInvertedDoesNotGoBack() {
        Difference difference = between(server(1).status("failed").inverted(), Phase.TWO);

        assertThat(difference.onTheWay()).isEmpty();
        assertThat(statuses(difference.arrivals())).containsExactly("srv-1 - 10.55.1.1/24");
    }

    @Test
    void anInterruptedExchangeIsFinishedFromTheRecord() {
        Difference difference = between(
                server(1)
                        .status("discovered")
                        .journal(8, inverted(1))
                        .nics(cabled(1, 1, 1001), cabled(1, 2, Optional.empty(), false)),
                Phase.TWO);

        assertThat(difference.cables().get(0).wanted().isSameAs(asBuilt(1).exchanged()))
                .isTrue();
        assertThat(difference.journalCreations()).isEmpty();
        assertThat(difference.journalRemovals()).isEmpty();
    }

    @Test
    void duplicatesOfTheJournalEntryGo() {
        Note note = inverted(1);
        Difference difference =
                between(server(1).inverted().journal(7, note).journal(8, note).recorded(), Phase.TWO);

        assertThat(difference.journalRemovals())
                .extracting(removal -> removal.entry().id())
                .containsExactly(8L, 10_000L);
        assertThat(difference.journalCreations()).isEmpty();
    }

    @Test
    void aJournalEntryThatSaysSomethingElseIsReplaced() {
        Note note = inverted(1);
        Difference difference =
                between(server(1).inverted().journal(7, new Note("warning", note.text(), note.wiring())), Phase.TWO);

        assertThat(difference.journalCreations()).hasSize(1);
        assertThat(difference.journalRemovals()).hasSize(1);
    }

    @Test
    void aServerWithoutTwoCabledNicsStopsAtDiscovered() {
        Difference difference = between(server(1).nics(cabled(1, 1, 1001), nic(1, 2)), Phase.TWO);

        assertThat(statuses(difference.arrivals())).containsExactly("srv-1 discovered 10.55.1.1/24");
        assertThat(difference.onTheWay()).isEmpty();
        assertThat(difference.cables()).isEmpty();
        assertThat(difference.updateQueue().isEmpty()).isTrue();
        assertThat(difference.failures())
                .containsExactly(new Failure(
                        "srv-1",
                        "has no two cabled production NICs",
                        "cable two production NICs of this server in NetBox, each with its own cable"));
    }

    @Test
    void aServerThatFailedDiscoveryStaysAsInPhaseOne() {
        Inventory lab = restored(lab(server(1).withoutBmc().build()), Phase.ONE);

        assertThat(isEmpty(between(lab, Phase.TWO))).isTrue();
    }

    @Test
    void whatIsThereWhenAllIsWellIsCounted() {
        Inventory lab = restored(lab(server(1).build(), server(2).build()), Phase.TWO);

        assertThat(between(lab, Phase.TWO).checked())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("devices", 2, "ip-addresses", 2, "cables", 4, "journal-entries", 2, "events", 2));
    }
}
