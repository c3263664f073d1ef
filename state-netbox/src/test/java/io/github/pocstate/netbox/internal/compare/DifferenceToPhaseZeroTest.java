package io.github.pocstate.netbox.internal.compare;

import static io.github.pocstate.netbox.Specimens.asBuilt;
import static io.github.pocstate.netbox.Specimens.cabled;
import static io.github.pocstate.netbox.Specimens.lab;
import static io.github.pocstate.netbox.Specimens.port;
import static io.github.pocstate.netbox.Specimens.server;
import static io.github.pocstate.netbox.internal.compare.DifferenceFixture.between;
import static io.github.pocstate.netbox.internal.compare.DifferenceFixture.hasArrivalsOnly;
import static io.github.pocstate.netbox.internal.compare.DifferenceFixture.isEmpty;
import static io.github.pocstate.netbox.internal.compare.DifferenceFixture.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Goal;
import io.github.pocstate.Phase;
import io.github.pocstate.Scope;
import io.github.pocstate.netbox.Specimens.ServerBuilder;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.model.Note;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DifferenceToPhaseZeroTest {

    @Test
    void aCleanServerNeedsNothing() {
        assertThat(isEmpty(between(server(1), Phase.ZERO))).isTrue();
    }

    @Test
    void onlyTheStatusOfAServerThatIsRightOtherwiseIsWritten() {
        Difference difference = between(server(1).status("active"), Phase.ZERO);

        assertThat(statuses(difference.arrivals())).containsExactly("srv-1 offline -");
        assertThat(hasArrivalsOnly(difference)).isTrue();
    }

    @Test
    void addressesOnBothInterfacesGo() {
        Difference difference =
                between(server(1).bmcAddress(5, "10.55.1.1/24").mgmtAddress(6, "192.0.2.1/24"), Phase.ZERO);

        assertThat(difference.addressRemovals())
                .extracting(removal -> removal.address().id())
                .containsExactly(5L, 6L);
        assertThat(difference.addressCreations()).isEmpty();
    }

    @Test
    void theOutOfBandAddressNeedsNoWriteOfItsOwn() {
        Difference difference = between(server(1).bmcAddress(5, "10.55.1.1/24").oob(5), Phase.ZERO);

        assertThat(difference.arrivals()).isEmpty();
    }

    @Test
    void allJournalEntriesOfOursGo() {
        Difference difference =
                between(server(1).recorded().journal(8, new Note("info", "x", Optional.empty())), Phase.ZERO);

        assertThat(difference.journalRemovals()).hasSize(2);
        assertThat(difference.journalCreations()).isEmpty();
    }

    @Test
    void invertedCablesWithARecordGoBackWithoutAnotherRecord() {
        Difference difference = between(server(1).inverted().recorded(), Phase.ZERO);

        assertThat(difference.cables()).hasSize(1);
        assertThat(difference.cables().get(0).wanted()).isEqualTo(asBuilt(1));
        assertThat(difference.cables().get(0).inverted()).isFalse();
        assertThat(difference.journalCreations()).isEmpty();
        assertThat(difference.needsTag()).isFalse();
    }

    @Test
    void invertedCablesWithoutARecordAreRecordedFirst() {
        Difference difference = between(server(1).inverted(), Phase.ZERO);

        assertThat(difference.cables()).hasSize(1);
        assertThat(difference.journalCreations())
                .extracting(creation -> creation.note())
                .containsExactly(new Note(
                        "info", "The production cables are being put back as built.", Optional.of(asBuilt(1))));
        assertThat(difference.needsTag()).isTrue();
    }

    @Test
    void untouchableCablesAreLeftAlone() {
        ServerBuilder half = server(1).nics(cabled(1, 1, Optional.of(port(1001)), true), cabled(1, 2, 1002));

        assertThat(isEmpty(between(half, Phase.ZERO))).isTrue();
    }

    @Test
    void bothQueuesAreEmptied() {
        Difference difference =
                between(lab(Scope.ALL, List.of(server(1).build()), List.of(), List.of("x"), List.of("y")), Phase.ZERO);

        assertThat(difference.discoveryQueue().surplus()).containsExactly("x");
        assertThat(difference.updateQueue().surplus()).containsExactly("y");
    }

    @Test
    void withALimitQueuesOfOtherServersStay() {
        Scope first = new Scope(OptionalInt.of(1), Optional.empty());
        Inventory lab = lab(
                first,
                List.of(server(1).build()),
                List.of(),
                List.of("x", "{\"hostname\":\"srv-2\"}", "{\"hostname\":\"srv-1\"}"),
                List.of());

        assertThat(between(lab, new Goal(Phase.ZERO, first, false))
                        .discoveryQueue()
                        .surplus())
                .containsExactly("{\"hostname\":\"srv-1\"}");
    }
}
