package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pocstate.Phase;
import io.github.pocstate.cli.InProcess;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Setting;
import io.github.pocstate.examples.phases.LabState.Server;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Servers whose right state is a failure: a whole lab of fifteen servers, of which seven lack something. */
@OnLab
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailuresIT {

    private static final String ROLE = "failing-server";
    private static final String NO_PREFIX = "has no usable BMC prefix in its site";
    private static final String NO_ADDRESS = "finds no free address in the BMC prefix of its site";
    private static final String NO_BMC = "has no bmc interface";
    private static final String NO_MAC = "has no MAC address on its bmc interface";
    private static final String NO_CABLES = "has no two cabled production NICs";

    private static final Map<String, String> FAILED = new TreeMap<>();
    private static List<Server> servers = List.of();
    private static Server uncabled = new Server(0, "", "");
    private static LabState built = new LabState(new TreeMap<>(), List.of(), List.of());

    @BeforeAll
    static void takeThingsAway(LabUnderTest lab) {
        lab.goTo(Phase.ZERO);
        FAILED.clear();
        servers = lab.smallLab(ROLE, 3);
        List<Server> withoutPrefix = of("dc-north");
        withoutPrefix.forEach(server -> FAILED.put(server.name(), NO_PREFIX));
        lab.sql.run(
                "UPDATE ipam_prefix SET role_id = NULL WHERE _site_id = (SELECT id FROM dcim_site WHERE slug = ?)",
                "dc-north");
        FAILED.put(of("dc-east").get(2).name(), NO_ADDRESS);
        lab.sql.run(
                "UPDATE ipam_prefix SET prefix = set_masklen(prefix, 30)"
                        + " WHERE _site_id = (SELECT id FROM dcim_site WHERE slug = ?)",
                "dc-east");
        FAILED.put(of("dc-south").get(0).name(), NO_BMC);
        lab.sql.run(
                "UPDATE dcim_interface SET name = 'bmc-gone' WHERE id = ?",
                lab.port(of("dc-south").get(0), "bmc"));
        FAILED.put(of("dc-south").get(1).name(), NO_MAC);
        lab.sql.run(
                "UPDATE dcim_interface SET primary_mac_address_id = NULL WHERE id = ?",
                lab.port(of("dc-south").get(1), "bmc"));
        uncabled = of("dc-west").get(1);
        lab.rest.delete(
                "dcim/cables/", List.of(lab.row(uncabled).cables().get(1).id()));
        built = lab.state(servers);
    }

    private static List<Server> of(String site) {
        return servers.stream().filter(server -> server.site().equals(site)).toList();
    }

    @Test
    @Order(1)
    void phaseOneFailsThemWithOneDangerEntryThatSaysWhy(LabUnderTest lab) throws Exception {
        JsonNode report = run(lab, "restore", "1", "--json");

        assertThat(reasons(report)).isEqualTo(FAILED);
        assertThat(report.path("after").path("failed").asInt()).isEqualTo(FAILED.size());
        failedOnesHoldTheirEntry(lab.state(servers));
        lab.state(servers).servers().forEach((name, server) -> {
            if (!FAILED.containsKey(name)) {
                assertThat(server.status()).as(name).isEqualTo("planned");
                assertThat(server.bmc()).as(name).hasSize(1);
                assertThat(server.oob()).isEqualTo(server.bmc().get(0));
                assertThat(server.journal()).as(name).isEmpty();
            }
        });
        assertThat(of("dc-east").subList(0, 2))
                .extracting(server -> lab.row(server).bmc().get(0))
                .allSatisfy(address -> assertThat(address).endsWith("/30"));
        aSecondRunWritesNothing("1", lab);
    }

    @Test
    @Order(2)
    void phaseTwoLeavesThemAndStopsTheUncabledOneAtDiscovered(LabUnderTest lab) throws Exception {
        List<Long> entries = servers.stream()
                .flatMap(server -> lab.ourJournalIds(server).stream())
                .toList();

        JsonNode report = run(lab, "restore", "2", "--json");

        Map<String, String> reasons = new TreeMap<>(FAILED);
        reasons.put(uncabled.name(), NO_CABLES);
        assertThat(reasons(report)).isEqualTo(reasons);
        LabState state = lab.state(servers);
        failedOnesHoldTheirEntry(state);
        assertThat(servers.stream()
                        .flatMap(server -> lab.ourJournalIds(server).stream())
                        .toList())
                .containsAll(entries);
        assertThat(state.of(uncabled).status()).isEqualTo("discovered");
        assertThat(state.of(uncabled).journal()).isEmpty();
        assertThat(state.of(uncabled).bmc()).hasSize(1);
        assertThat(state.of(uncabled).farEnds()).isEqualTo(built.of(uncabled).farEnds());
        state.servers().forEach((name, server) -> {
            if (!reasons.containsKey(name)) {
                List<String> farEnds = built.servers().get(name).farEnds();
                assertThat(server.status()).as(name).isEqualTo("failed");
                assertThat(server.farEnds()).as(name).containsExactly(farEnds.get(1), farEnds.get(0));
                assertThat(server.journal()).as(name).hasSize(1);
            }
        });
        assertThat(state.updateEvents()).hasSize(servers.size() - reasons.size());
        aSecondRunWritesNothing("2", lab);
    }

    @Test
    @Order(3)
    void aServerThatIsMendedIsDiscoveredTheNextTime(LabUnderTest lab) throws Exception {
        Server mended = of("dc-south").get(0);
        lab.sql.run("UPDATE dcim_interface SET name = 'bmc' WHERE name = 'bmc-gone'");

        run(lab, "restore", "1", "--json");

        FAILED.remove(mended.name());
        assertThat(lab.row(mended).status()).isEqualTo("planned");
        assertThat(lab.row(mended).bmc()).hasSize(1);
        assertThat(lab.row(mended).journal()).isEmpty();
        failedOnesHoldTheirEntry(lab.state(servers));
    }

    @Test
    @Order(4)
    void phaseZeroClearsThemToo(LabUnderTest lab) throws Exception {
        JsonNode report = run(lab, "restore", "0", "--json");

        assertThat(report.path("failures")).isEmpty();
        assertThat(lab.state(servers).servers()).containsExactlyEntriesOf(built.servers());
    }

    private static void failedOnesHoldTheirEntry(LabState state) {
        FAILED.forEach((name, reason) -> {
            ServerRow server = state.servers().get(name);
            assertThat(server.status()).as(name).isEqualTo("failed");
            assertThat(server.bmc()).as(name).isEmpty();
            assertThat(server.oob()).as(name).isEmpty();
            assertThat(server.farEnds())
                    .as(name)
                    .isEqualTo(built.servers().get(name).farEnds());
            assertThat(server.journal()).as(name).singleElement().asString().startsWith("danger: ");
            assertThat(server.journal().get(0)).contains(reason).contains("To do: ");
        });
    }

    private static void aSecondRunWritesNothing(String phase, LabUnderTest lab) throws Exception {
        String trace = lab.traceOfWrites();
        assertThat(run(lab, "restore", phase, "--json").path("changed")).isEmpty();
        assertThat(run(lab, "verify", phase, "--json").path("verified").asBoolean())
                .isTrue();
        assertThat(lab.traceOfWrites()).isEqualTo(trace);
    }

    private static JsonNode run(LabUnderTest lab, String... args) throws Exception {
        PocConfig config = lab.config(Setting.POC_STATE_SERVER_ROLE, ROLE);
        InProcess.Outcome outcome = InProcess.run(() -> config, args);
        assertThat(outcome.exitCode()).as(outcome.everything()).isZero();
        return new ObjectMapper().readTree(outcome.out());
    }

    private static Map<String, String> reasons(JsonNode report) {
        Map<String, String> reasons = new TreeMap<>();
        report.path("failures")
                .forEach(failure -> reasons.put(
                        failure.path("server").asText(), failure.path("reason").asText()));
        return reasons;
    }
}
