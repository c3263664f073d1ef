package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pocstate.Phase;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.examples.phases.LabState.Server;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each phase promises, by every way 0, 1, 2, 1, 2, 0, and that a second run writes nothing. */
@OnLab
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PhaseContractIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{0}: phase {1}")
    @CsvSource({"first, ZERO", "second, ONE", "third, TWO", "fourth, ONE", "fifth, TWO", "sixth, ZERO"})
    @Order(1)
    void everyWayLeadsToThePhaseAndTheSecondRunWritesNothing(String step, String name, LabUnderTest lab)
            throws Exception {
        Phase phase = Phase.of(name);

        RestoreReport report = lab.restore(phase);
        assertThat(report.verified()).isTrue();
        assertThat(report.failures()).isEmpty();
        assertThat(report.rejections()).isEmpty();
        assertThat(report.after().statuses()).isEqualTo(Map.of(status(phase), LabUnderTest.SERVERS));
        holds(phase, lab);

        String trace = lab.traceOfWrites();
        Map<String, List<String>> queues = lab.queues.all();
        RestoreReport again = lab.restore(phase);
        assertThat(again.verified()).isTrue();
        assertThat(again.changed()).isEmpty();
        assertThat(lab.traceOfWrites()).isEqualTo(trace);
        assertThat(lab.queues.all()).isEqualTo(queues);
    }

    @Test
    @Order(2)
    void publishingAsksForOneDiscoveryEventPerServerAndNotPublishingForNone(LabUnderTest lab) throws Exception {
        lab.goTo(Phase.ONE);
        List<Server> servers = lab.servers(LabUnderTest.SERVERS);
        RestoreReport report = lab.restore(
                Phase.ONE,
                lab.config().build(),
                RestoreOptions.builder()
                        .limit(LabUnderTest.SERVERS)
                        .publishDiscovery(true)
                        .build());

        assertThat(report.changed()).isEqualTo(Map.of("events", LabUnderTest.SERVERS));
        Map<String, String> addresses = lab.lowestFreeAddresses(servers);
        Map<String, String> told = new TreeMap<>();
        for (String element : lab.queues.read(Queues.DISCOVERY)) {
            JsonNode event = JSON.readTree(element);
            assertThat(event.fieldNames())
                    .toIterable()
                    .containsExactly("event_type", "timestamp", "mac_address", "ip_address", "hostname", "source");
            assertThat(event.path("event_type").asText()).isEqualTo("bmc_dhcp_lease");
            assertThat(event.path("mac_address").asText()).matches("([0-9A-F]{2}:){5}[0-9A-F]{2}");
            assertThat(Instant.parse(event.path("timestamp").asText())).isBeforeOrEqualTo(Instant.now());
            told.put(event.path("hostname").asText(), event.path("ip_address").asText() + "/24");
        }
        assertThat(told).isEqualTo(addresses);

        lab.restore(Phase.ONE);
        assertThat(lab.queues.read(Queues.DISCOVERY)).isEmpty();
    }

    private static void holds(Phase phase, LabUnderTest lab) throws Exception {
        List<Server> servers = lab.servers(LabUnderTest.SERVERS);
        LabState built = lab.asBuilt();
        LabState state = lab.state();
        Map<String, String> addresses = lab.lowestFreeAddresses(servers);
        assertThat(addresses).hasSize(LabUnderTest.SERVERS);
        assertThat(state.servers()).hasSize(LabUnderTest.SERVERS).allSatisfy((name, server) -> {
            ServerRow before = built.servers().get(name);
            boolean addressed = phase != Phase.ZERO;
            assertThat(server.status()).isEqualTo(status(phase));
            assertThat(server.bmc()).isEqualTo(addressed ? List.of(addresses.get(name)) : List.of());
            assertThat(server.oob()).isEqualTo(addressed ? addresses.get(name) : "");
            assertThat(server.mgmt()).isEmpty();
            boolean inverted = phase == Phase.TWO;
            assertThat(server.farEnds()).isEqualTo(inverted ? reversed(before.farEnds()) : before.farEnds());
            assertThat(server.cables()).hasSize(2).allSatisfy(cable -> {
                assertThat(cable.traced()).as("cached path of " + cable).isTrue();
                assertThat(cable.tags()).isEqualTo(inverted ? List.of(LabUnderTest.TAG) : List.of());
            });
            assertThat(server.cables())
                    .extracting(ServerRow.Cable::id)
                    .isEqualTo(before.cables().stream().map(ServerRow.Cable::id).toList());
            if (inverted) {
                assertThat(server.journal()).singleElement().asString().startsWith("danger: ");
                assertThat(server.journal().get(0)).contains(before.farEnds()).contains("original", "detected");
            } else {
                assertThat(server.journal()).isEmpty();
            }
        });
        assertThat(state.discoveryEvents()).isEmpty();
        updateEventsTell(phase == Phase.TWO ? servers : List.of(), built, lab);
    }

    private static void updateEventsTell(List<Server> servers, LabState built, LabUnderTest lab) throws Exception {
        List<String> told = new ArrayList<>();
        for (String element : lab.queues.read(Queues.UPDATES)) {
            JsonNode event = JSON.readTree(element);
            String name = event.path("device_name").asText();
            told.add(name);
            assertThat(event.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "event_type",
                            "timestamp",
                            "device_name",
                            "original_config",
                            "detected_config",
                            "status",
                            "source");
            assertThat(event.path("event_type").asText()).isEqualTo("cable_inversion_detected");
            assertThat(event.path("status").asText()).isEqualTo("failed");
            assertThat(Instant.parse(event.path("timestamp").asText())).isBeforeOrEqualTo(Instant.now());
            List<String> farEnds = built.servers().get(name).farEnds();
            assertThat(peers(event.path("original_config"))).isEqualTo(farEnds);
            assertThat(peers(event.path("detected_config"))).isEqualTo(reversed(farEnds));
        }
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        servers.stream().map(Server::name).toList());
    }

    private static List<String> peers(JsonNode config) {
        List<String> peers = new ArrayList<>();
        List.of("ens1f0", "ens2f0")
                .forEach(nic -> peers.add(config.path(nic).path("peer_device").asText() + " "
                        + config.path(nic).path("peer_port").asText()));
        return peers;
    }

    private static List<String> reversed(List<String> two) {
        return List.of(two.get(1), two.get(0));
    }

    private static String status(Phase phase) {
        return List.of("offline", "planned", "failed").get(phase.number());
    }
}
