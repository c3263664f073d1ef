package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Setting;
import io.github.pocstate.examples.phases.LabState.Server;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A limit and a site name the same servers each time; all others, and their events, are left alone. */
@OnLab
class ScopeIT {

    @Test
    void aLimitTouchesTheFirstServersAndNoOther(LabUnderTest lab) {
        lab.goTo(Phase.ZERO);
        Server other = lab.server(30);
        String theirs = "{ \"event_type\":\"x\",  \"device_name\":\"" + other.name() + "\"}";
        String unknown = "not even JSON";
        lab.queues.replace(Queues.UPDATES, List.of(theirs, unknown));
        lab.queues.replace(Queues.DISCOVERY, List.of("{\"hostname\":\"" + other.name() + "\"}"));
        LabState zero = lab.state();

        for (Phase phase : List.of(Phase.TWO, Phase.ZERO)) {
            lab.restore(phase, 5);
            lab.state().servers().forEach((name, server) -> {
                boolean inScope =
                        lab.servers(5).stream().anyMatch(one -> one.name().equals(name));
                String status = inScope && phase == Phase.TWO ? "failed" : "offline";
                assertThat(server.status()).as(name).isEqualTo(status);
                if (!inScope || phase == Phase.ZERO) {
                    assertThat(server).as(name).isEqualTo(zero.servers().get(name));
                }
            });
            List<String> events = new ArrayList<>(lab.queues.read(Queues.UPDATES));
            assertThat(events).hasSize(phase == Phase.TWO ? 7 : 2).endsWith(theirs, unknown);
            assertThat(lab.queues.read(Queues.DISCOVERY)).containsExactly("{\"hostname\":\"" + other.name() + "\"}");
        }
    }

    @Test
    void aSiteTouchesItsOwnServersOnly(LabUnderTest lab) {
        lab.goTo(Phase.ZERO);
        List<Server> north = lab.serversOf("dc-north", 8);
        List<Server> five = north.subList(0, 5);
        LabState elsewhere = lab.state();
        LabState before = lab.state(north);

        RestoreReport report = restore(Phase.ONE, lab);
        LabState after = lab.state(north);
        assertThat(report.after().servers()).isEqualTo(5);
        assertThat(five).allSatisfy(server -> {
            assertThat(after.of(server).status()).isEqualTo("planned");
            assertThat(after.of(server).bmc())
                    .containsExactly(lab.lowestFreeAddresses(five).get(server.name()));
        });
        assertThat(after.of(north.subList(5, 8)).servers())
                .isEqualTo(before.of(north.subList(5, 8)).servers());
        assertThat(lab.state().servers()).containsExactlyEntriesOf(elsewhere.servers());

        restore(Phase.ZERO, lab);
        assertThat(lab.state(north).servers()).containsExactlyEntriesOf(before.servers());
    }

    @Test
    void theWholeLabIsEveryServerOfTheRoleAndEverythingInTheQueues(LabUnderTest lab) {
        lab.goTo(Phase.ZERO);
        List<Server> servers = lab.smallLab("few-server", 2);
        LabState built = lab.state(servers);
        lab.queues.replace(Queues.UPDATES, List.of("not even JSON", "{\"device_name\":\"nobody\"}"));
        lab.queues.replace(Queues.DISCOVERY, List.of("{}"));

        RestoreReport report =
                lab.restore(Phase.TWO, lab.config(Setting.POC_STATE_SERVER_ROLE, "few-server"), RestoreOptions.DEFAULT);

        assertThat(report.after().servers()).isEqualTo(10);
        LabState state = lab.state(servers);
        assertThat(state.updateEvents()).hasSize(10).allMatch(event -> event.contains("cable_inversion_detected"));
        assertThat(state.discoveryEvents()).isEmpty();
        assertThat(servers).allSatisfy(server -> {
            assertThat(state.of(server).bmc())
                    .containsExactly(lab.lowestFreeAddresses(servers).get(server.name()));
            assertThat(state.of(server).farEnds())
                    .containsExactly(
                            built.of(server).farEnds().get(1),
                            built.of(server).farEnds().get(0));
        });
    }

    @Test
    void aServerOfTheSameNameInAnotherSiteKeepsItsEvent(LabUnderTest lab) {
        lab.goTo(Phase.ZERO);
        List<Server> servers = lab.smallLab("namesake-server", 2);
        lab.sql.run(
                "UPDATE dcim_device SET name = ? WHERE id = ?",
                lab.serversOf("dc-north", 1).get(0).name(),
                lab.serversOf("dc-south", 1).get(0).id());
        PocConfig config = lab.config(Setting.POC_STATE_SERVER_ROLE, "namesake-server");
        RestoreOptions north = RestoreOptions.builder().site("dc-north").build();
        lab.restore(Phase.TWO, config, RestoreOptions.DEFAULT);
        List<String> events = lab.queues.read(Queues.UPDATES);
        assertThat(events).hasSize(servers.size());

        RestoreReport again = lab.restore(Phase.TWO, config, north);
        assertThat(again.changed()).isEmpty();
        assertThat(lab.queues.read(Queues.UPDATES)).isEqualTo(events);

        for (int run = 0; run < 2; run++) {
            lab.restore(Phase.ZERO, config, north);
            assertThat(lab.queues.read(Queues.UPDATES))
                    .hasSize(events.size() - 2)
                    .isSubsetOf(events);
        }
        lab.restore(Phase.TWO, config, north);
        assertThat(lab.queues.read(Queues.UPDATES)).hasSize(events.size());
        try (PocSession session = PocSession.open(config)) {
            assertThat(session.verify(Phase.TWO).passed()).isTrue();
        }
    }

    private static RestoreReport restore(Phase phase, LabUnderTest lab) {
        return lab.restore(
                phase,
                lab.config().build(),
                RestoreOptions.builder().site("dc-north").limit(5).build());
    }
}
