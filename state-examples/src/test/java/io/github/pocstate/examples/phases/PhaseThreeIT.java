package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.cli.InProcess;
import io.github.pocstate.examples.phases.LabState.Server;
import io.github.pocstate.netbox.assertj.PocStateAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database and the queues hold in the phase of {@code docs/adding-a-phase.md}. */
@OnLab
class PhaseThreeIT {

    private static final Path DOCUMENT = Path.of("..", "docs", "adding-a-phase.md");
    private static final String COMMAND = "poc-state ";
    private static final int FEW = 7;

    @ParameterizedTest
    @ValueSource(strings = {"ZERO", "ONE", "TWO"})
    void serversAreActiveCablesAsBuiltAndOneSuccessEntryTells(String from, LabUnderTest lab) {
        lab.goTo(Phase.of(from));
        List<Server> servers = lab.servers(FEW);
        Map<String, String> addresses = lab.lowestFreeAddresses(servers);

        lab.restore(Phase.of("THREE"), FEW);

        LabState state = lab.state(servers).of(servers);
        assertThat(state.discoveryEvents()).isEmpty();
        assertThat(state.updateEvents()).isEmpty();
        assertThat(state.servers()).hasSize(FEW).allSatisfy((name, server) -> {
            ServerRow built = lab.asBuilt().servers().get(name);
            assertThat(server.status()).isEqualTo("active");
            assertThat(server.bmc()).isEqualTo(List.of(addresses.get(name)));
            assertThat(server.oob()).isEqualTo(addresses.get(name));
            assertThat(server.mgmt()).isEmpty();
            assertThat(server.cables()).isEqualTo(built.cables());
            assertThat(server.journal())
                    .singleElement()
                    .asString()
                    .startsWith("success: Cable validation passed")
                    .contains(built.farEnds());
        });
    }

    @Test
    void theAssertionsSeeWhatTheDatabaseHolds(LabUnderTest lab) {
        lab.goTo(Phase.TWO);
        Server server = lab.server(0);
        ServerRow row = lab.row(server);
        String[] farEnd = row.cables().get(0).farEnd().split(" ", 2);
        RestoreOptions options = LabUnderTest.first(FEW);

        try (PocSession session = PocSession.open(lab.config().build())) {
            PocStateAssertions.assertThat(session, options)
                    .isIn(Phase.TWO)
                    .isNotIn(Phase.of("THREE"))
                    .hasServers(FEW)
                    .server(server.name())
                    .hasStatus(row.status())
                    .hasBmcAddress(row.bmc().get(0))
                    .hasJournalEntry("danger", row.farEnds().get(0))
                    .nic(row.cables().get(0).nic())
                    .isConnectedTo(farEnd[0], farEnd[1])
                    .server()
                    .lab()
                    .updateQueue()
                    .hasOneEventPerServer()
                    .hasEventWith("event_type", "cable_inversion_detected");
        }
    }

    // tag::assertions[]
    @Test
    void everyServerIsActiveAndSaysWhy(LabUnderTest lab) {
        RestoreOptions few = RestoreOptions.builder().limit(7).build();

        try (PocSession session = PocSession.open(lab.config().build())) {
            session.restore(Phase.of("THREE"), few);

            PocStateAssertions.assertThat(session, few)
                    .isIn(Phase.of("THREE"))
                    .servers()
                    .haveStatus("active")
                    .haveBmcAddress()
                    .haveCablesAsBuilt()
                    .haveJournalEntry("success", "Cable validation passed");
        }
    }
    // end::assertions[]

    @Test
    void theCommandsOfTheDocumentRun(LabUnderTest lab) throws Exception {
        List<String> commands = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith(COMMAND))
                .toList();

        assertThat(commands).hasSizeGreaterThanOrEqualTo(3).allSatisfy(command -> {
            String[] args = Stream.concat(
                            Stream.of(command.substring(COMMAND.length()).split(" ")),
                            Stream.of("--limit", String.valueOf(FEW)))
                    .toArray(String[]::new);
            InProcess.Outcome outcome = InProcess.run(() -> lab.config().build(), args);
            assertThat(outcome.exitCode()).as(outcome.everything()).isZero();
        });
    }
}
