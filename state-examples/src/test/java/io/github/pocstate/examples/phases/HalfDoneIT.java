package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.examples.phases.LabState.Server;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From states that nobody finished, only what is missing is written, and the end is that of the direct way. */
@OnLab
class HalfDoneIT {

    private static final String NOWHERE = "192.0.2.";

    @Test
    void phaseZeroRemovesOnlyWhatIsTooMuch(LabUnderTest lab) {
        lab.goTo(Phase.ZERO);
        lab.setStatus(lab.server(0), "planned");
        lab.setStatus(lab.server(1), "active");
        lab.addAddress(lab.server(1), "bmc", NOWHERE + "1/24");
        lab.addAddress(lab.server(2), "mgmt0", NOWHERE + "2/24");
        lab.addAddress(lab.server(3), "bmc", NOWHERE + "3/24");
        lab.addAddress(lab.server(3), "bmc", NOWHERE + "4/24");
        lab.rest.change("dcim/devices/", lab.server(2).id(), Map.of("oob_ip", lab.addressId(lab.server(2), "mgmt0")));
        lab.queues.push(Queues.UPDATES, "{\"device_name\":\"" + lab.server(4).name() + "\"}");
        lab.queues.push(Queues.DISCOVERY, "{\"hostname\":\"" + lab.server(5).name() + "\"}");

        arrives(Phase.ZERO, Map.of("devices", 2, "ip-addresses", 4, "events", 2), lab);
    }

    @Test
    void phaseOneMendsAddressesAndStatuses(LabUnderTest lab) {
        lab.goTo(Phase.ONE);
        damageAddresses(lab);
        lab.setStatus(lab.server(6), "active");
        lab.setStatus(lab.server(7), "offline");

        arrives(Phase.ONE, Map.of("devices", 5, "ip-addresses", 6), lab);
    }

    @Test
    void phaseTwoMendsAddressesAsPhaseOneDoes(LabUnderTest lab) {
        lab.goTo(Phase.TWO);
        damageAddresses(lab);

        arrives(Phase.TWO, Map.of("devices", 3, "ip-addresses", 6), lab);
    }

    @Test
    void twoServersThatHoldEachOthersAddressGetTheirOwn(LabUnderTest lab) {
        lab.goTo(Phase.ONE);
        String first = lab.row(lab.server(0)).bmc().get(0);
        String second = lab.row(lab.server(1)).bmc().get(0);
        lab.removeAddress(lab.server(0), "bmc");
        lab.removeAddress(lab.server(1), "bmc");
        lab.addAddress(lab.server(0), "bmc", second);
        lab.addAddress(lab.server(1), "bmc", first);

        arrives(Phase.ONE, Map.of("devices", 2, "ip-addresses", 4), lab);
    }

    @Test
    void phaseTwoWritesMissingEntriesAndRemovesDoubles(LabUnderTest lab) {
        lab.goTo(Phase.TWO);
        lab.rest.delete("extras/journal-entries/", lab.ourJournalIds(lab.server(0)));
        lab.rest.delete("extras/journal-entries/", lab.ourJournalIds(lab.server(1)));
        String entry = lab.row(lab.server(2)).journal().get(0);
        writeEntry(lab.server(2), entry.substring("danger: ".length()), lab);
        writeEntry(lab.server(3), "an older entry of ours, without wiring", lab);

        arrives(Phase.TWO, Map.of("journal-entries", 4), lab);
    }

    @Test
    void phaseTwoCompletesATrimmedQueueAndRemovesDoubles(LabUnderTest lab) {
        lab.goTo(Phase.TWO);
        List<String> events = new ArrayList<>(lab.queues.read(Queues.UPDATES));
        List<String> lost = List.copyOf(events.subList(0, 7));
        events.removeAll(lost);
        events.add(events.get(0));
        events.add(3, events.get(1));
        lab.queues.replace(Queues.UPDATES, events);

        arrives(Phase.TWO, Map.of("events", 9), lab);
    }

    @Test
    void phaseTwoMarksAnInvertedCableAgainThatLostItsTag(LabUnderTest lab) {
        lab.goTo(Phase.TWO);
        lab.removeOurTag(lab.row(lab.server(0)).lower().id());
        lab.removeOurTag(lab.row(lab.server(1)).higher().id());

        arrives(Phase.TWO, Map.of("cables", 2), lab);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZERO", "ONE", "TWO"})
    void anInvertedPairIsKnownWithoutItsJournalEntry(String phase, LabUnderTest lab) {
        lab.goTo(Phase.TWO);
        lab.rest.delete("extras/journal-entries/", lab.ourJournalIds(lab.server(0)));

        arrives(Phase.of(phase), 1, lab);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZERO", "ONE", "TWO"})
    void anInvertedPairIsKnownWithoutATagOnOneOfItsCables(String phase, LabUnderTest lab) {
        lab.goTo(Phase.TWO);
        lab.removeOurTag(lab.row(lab.server(0)).lower().id());
        lab.removeOurTag(lab.row(lab.server(1)).higher().id());

        arrives(Phase.of(phase), 2, lab);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZERO", "ONE", "TWO"})
    void anInvertedPairIsKnownWithoutATagOnEither(String phase, LabUnderTest lab) {
        lab.goTo(Phase.TWO);
        lab.row(lab.server(0)).cables().forEach(cable -> lab.removeOurTag(cable.id()));

        arrives(Phase.of(phase), 1, lab);
    }

    @ParameterizedTest(name = "{0} stopped between its two requests, then phase {1}")
    @CsvSource({"inverting, ZERO", "inverting, ONE", "inverting, TWO", "undoing, ZERO", "undoing, ONE", "undoing, TWO"})
    void anExchangeThatStoppedBetweenItsTwoRequestsIsFinishedOrUndone(String exchange, String phase, LabUnderTest lab) {
        lab.goTo(Phase.TWO);
        for (int place = 0; place < 2; place++) {
            Server server = lab.server(place);
            if (exchange.equals("undoing")) {
                lab.detachHigherCable(server);
            } else {
                stopInverting(server, lab);
            }
        }

        arrives(Phase.of(phase), 2, lab);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZERO", "ONE", "TWO"})
    void aJobThatStoppedAfterTheJournalWasWrittenIsFinishedOrUndone(String phase, LabUnderTest lab) {
        lab.goTo(Phase.TWO);
        Server server = lab.server(0);
        stopInverting(server, lab);
        ServerRow built = lab.asBuiltRow(server);
        lab.setFarEnd(built.higher().id(), List.of(built.higher().farPort()));
        assertThat(lab.row(server).farEnds()).isEqualTo(built.farEnds());
        assertThat(lab.row(server).journal()).hasSize(1);

        arrives(Phase.of(phase), 1, lab);
    }

    /** Six addresses wrong in six ways: 6 addresses and 3 devices to write. */
    private static void damageAddresses(LabUnderTest lab) {
        String third = lab.row(lab.server(3)).bmc().get(0);
        lab.addAddress(lab.server(0), "bmc", NOWHERE + "10/24");
        lab.addAddress(lab.server(1), "mgmt0", NOWHERE + "11/24");
        lab.rest.change("dcim/devices/", lab.server(2).id(), Collections.singletonMap("oob_ip", null));
        lab.removeAddress(lab.server(3), "bmc");
        lab.removeAddress(lab.server(4), "bmc");
        lab.addAddress(lab.server(4), "bmc", NOWHERE + "14/24");
        lab.addAddress(lab.server(5), "mgmt0", third);
    }

    private static void writeEntry(Server server, String comments, LabUnderTest lab) {
        lab.writeEntry(server, comments, lab.tagId(LabUnderTest.TAG));
    }

    /** As after the first request of an inversion: discovered, on record, the higher cable loose, no tags. */
    private static void stopInverting(Server server, LabUnderTest lab) {
        ServerRow built = lab.asBuiltRow(server);
        lab.detachHigherCable(server);
        lab.setFarEnd(built.lower().id(), List.of(built.lower().farPort()));
        built.cables().forEach(cable -> lab.removeOurTag(cable.id()));
        lab.setStatus(server, "discovered");
        lab.queues.replace(
                Queues.UPDATES,
                lab.queues.read(Queues.UPDATES).stream()
                        .filter(event -> !event.contains('"' + server.name() + '"'))
                        .toList());
    }

    private static void arrives(Phase phase, Map<String, Integer> changed, LabUnderTest lab) {
        RestoreReport report = lab.restore(phase);
        assertThat(report.verified()).isTrue();
        assertThat(report.changed()).isEqualTo(changed);
        isThere(phase, LabUnderTest.SERVERS, lab);
    }

    /** The first servers only, since the way to another phase costs something for each. */
    private static void arrives(Phase phase, int servers, LabUnderTest lab) {
        RestoreReport report = lab.restore(phase, servers);
        assertThat(report.verified()).isTrue();
        isThere(phase, servers, lab);
    }

    private static void isThere(Phase phase, int count, LabUnderTest lab) {
        List<Server> servers = lab.servers(count);
        LabState state = lab.state(servers).of(servers);
        LabState direct = lab.direct(phase).of(servers);
        assertThat(state.servers()).containsExactlyEntriesOf(direct.servers());
        assertThat(state.updateEvents()).isEqualTo(direct.updateEvents());
        assertThat(state.discoveryEvents()).isEqualTo(direct.discoveryEvents());
    }
}
