package io.github.pocstate.netbox.assertj;

import static io.github.pocstate.netbox.Specimens.goal;
import static io.github.pocstate.netbox.Specimens.lab;
import static io.github.pocstate.netbox.Specimens.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.Phase;
import io.github.pocstate.Scope;
import io.github.pocstate.netbox.Specimens;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.model.Note;
import io.github.pocstate.netbox.model.Server;
import io.github.pocstate.verify.Deviation;
import io.github.pocstate.verify.Verification;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PocStateAssertionsTest {

    private static final Note DANGER = new Note("danger", "The cables are inverted.\n\nTo do: …", Optional.empty());
    private static final Server FAILED = server(1)
            .status("failed")
            .bmcAddress(100, "10.55.1.1/24")
            .inverted()
            .journal(5, DANGER)
            .build();

    private final AtomicInteger readings = new AtomicInteger();

    private LabAssert assertThatLab(Inventory inventory, Deviation... deviations) {
        return new LabAssert(new Look(
                () -> {
                    readings.incrementAndGet();
                    return inventory;
                },
                (phase, seen) -> new Verification(goal(phase), new TreeMap<>(), List.of(deviations), List.of())));
    }

    private static Inventory offline(int count) {
        return lab(LongStream.rangeClosed(1, count)
                .mapToObj(number -> server(number).build())
                .toArray(Server[]::new));
    }

    private static Inventory queued(String... events) {
        return lab(
                Scope.ALL,
                List.of(server(1).build(), server(2).build()),
                List.of(Specimens.pool(1, "10.55.1.0/24")),
                List.of(),
                List.of(events));
    }

    private static void fails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessage(message);
    }

    @Test
    void aChainLooksAtTheLabOnceAndNotBeforeItMust() {
        LabAssert chain = assertThatLab(lab(FAILED));
        assertThat(readings).hasValue(0);

        chain.isIn(Phase.TWO)
                .hasServers(1)
                .server("srv-1")
                .hasStatus("failed")
                .hasBmcAddress("10.55.1.1/24")
                .hasInvertedCables()
                .hasJournalEntry("danger", "inverted")
                .nic("eth0")
                .isConnectedTo("switch-1002", "xe-0/0/1002")
                .server()
                .lab()
                .servers()
                .haveStatus("failed")
                .haveBmcAddress()
                .haveInvertedCables()
                .haveJournalEntry("danger", "inverted")
                .lab()
                .discoveryQueue()
                .isEmpty();

        assertThat(readings).hasValue(1);
    }

    @Test
    void aDescriptionGoesBeforeTheSentence() {
        fails(
                () -> assertThatLab(offline(1)).as("after the upgrade").hasServers(2),
                "[after the upgrade] Expected the lab to have 2 servers, but it has 1: [srv-1].");
    }

    @Nested
    class OfTheLab {

        @Test
        void aPhaseThatIsNotReachedNamesTheFirstDeviationsAndHowManyMore() {
            Deviation[] five = IntStream.rangeClosed(1, 5)
                    .mapToObj(number -> new Deviation("devices", "srv-" + number, "status failed", "status offline"))
                    .toArray(Deviation[]::new);

            fails(() -> assertThatLab(offline(5), five).isIn(Phase.TWO), """
                    Expected the lab to be in phase TWO (cable validation complete), but 5 objects differ:
                      devices srv-1: expected status failed, found status offline
                      devices srv-2: expected status failed, found status offline
                      devices srv-3: expected status failed, found status offline
                      and 2 more""");
            assertThatLab(offline(5), five).isNotIn(Phase.TWO);
        }

        @Test
        void aPhaseThatIsReachedIsNamed() {
            fails(
                    () -> assertThatLab(offline(1)).isNotIn(Phase.ZERO),
                    "Expected the lab not to be in phase ZERO (clean slate), but it is.");
        }

        @Test
        void anotherNumberOfServersNamesTheFirst() {
            fails(
                    () -> assertThatLab(offline(60)).hasServers(601),
                    "Expected the lab to have 601 servers, but it has 60: [srv-1], [srv-2], [srv-3] and 57 more.");
        }

        @Test
        void aServerThatIsNotThereNamesTheFirstThatAre() {
            fails(
                    () -> assertThatLab(offline(4)).server("srv-9"),
                    "Expected the lab to have a server [srv-9], but its 4 servers are [srv-1], [srv-2], [srv-3] and 1 more.");
        }
    }

    @Nested
    class OfServers {

        @Test
        void theFirstOffendersAreNamedWithWhatTheyHave() {
            fails(
                    () -> assertThatLab(offline(60)).servers().haveStatus("failed"),
                    "Expected all 60 servers to have the status [failed], but 60 do not: [srv-1] has the status [offline], "
                            + "[srv-2] has the status [offline], [srv-3] has the status [offline] and 57 more.");
        }

        @Test
        void oneOffenderIsEnough() {
            Inventory lab = lab(FAILED, server(2).build());

            fails(
                    () -> assertThatLab(lab).servers().haveBmcAddress(),
                    "Expected all 2 servers to have a BMC address, but 1 does not: [srv-2] has none.");
            fails(
                    () -> assertThatLab(lab).servers().haveNoAddress(),
                    "Expected all 2 servers to have no address on BMC and management interface, but 1 does not: "
                            + "[srv-1] has [10.55.1.1/24].");
            fails(
                    () -> assertThatLab(lab).servers().haveCablesAsBuilt(),
                    "Expected all 2 servers to have production cables as built, but 1 does not: "
                            + "[srv-1] has production cables inverted.");
            fails(
                    () -> assertThatLab(lab).servers().haveNoJournalEntry(),
                    "Expected all 2 servers to have no journal entry of ours, but 1 does not: "
                            + "[srv-1] has [danger: The cables are inverted.].");
        }
    }

    @Nested
    class OfOneServer {

        private final ServerAssert failed = assertThatLab(lab(FAILED)).server("srv-1");
        private final ServerAssert bare =
                assertThatLab(lab(server(7).nics().build())).server("srv-7");

        @Test
        void everySentenceSaysWhatIsThereInstead() {
            fails(
                    () -> failed.hasStatus("active"),
                    "Expected server [srv-1] to have the status [active], but it has the status [failed].");
            fails(
                    () -> failed.hasBmcAddress("10.55.1.2/24"),
                    "Expected server [srv-1] to have the BMC address [10.55.1.2/24], but it has [10.55.1.1/24].");
            fails(
                    () -> failed.hasNoAddress(),
                    "Expected server [srv-1] to have no address on BMC and management interface, but it has [10.55.1.1/24].");
            fails(
                    () -> failed.hasJournalEntry("success", "passed"),
                    "Expected server [srv-1] to have a journal entry [success] of ours with [passed], "
                            + "but it has [danger: The cables are inverted.].");
            fails(
                    () -> bare.hasBmcAddress("10.55.1.2/24"),
                    "Expected server [srv-7] to have the BMC address [10.55.1.2/24], but it has none.");
            fails(
                    () -> bare.hasJournalEntry("success", "passed"),
                    "Expected server [srv-7] to have a journal entry [success] of ours with [passed], but it has none of ours.");
            fails(
                    () -> bare.hasInvertedCables(),
                    "Expected server [srv-7] to have production cables inverted, "
                            + "but it has no two production cables that could be exchanged.");
            bare.hasNoAddress().hasNoJournalEntry();
        }

        @Test
        void aNicSaysWhatItLeadsTo() {
            fails(
                    () -> failed.nic("eth7"),
                    "Expected server [srv-1] to have a production NIC [eth7], but it has [eth0, eth1].");
            fails(
                    () -> failed.nic("eth0").isConnectedTo("leaf-1", "Ethernet1/1"),
                    "Expected NIC [eth0] of server [srv-1] to be connected to [leaf-1 Ethernet1/1], "
                            + "but it is connected to [switch-1002 xe-0/0/1002].");
            fails(
                    () -> failed.nic("eth0").isNotConnected(),
                    "Expected NIC [eth0] of server [srv-1] to be connected to nothing, "
                            + "but it is connected to [switch-1002 xe-0/0/1002].");
        }

        @Test
        void aNicWithoutACableAndOneWithALooseCableAreToldApart() {
            ServerAssert half = assertThatLab(lab(server(7)
                            .nics(Specimens.nic(7, 1), Specimens.cabled(7, 2, Optional.empty(), false))
                            .build()))
                    .server("srv-7");

            half.nic("eth0").isNotConnected().server().nic("eth1").isNotConnected();
            fails(
                    () -> half.nic("eth0").isConnectedTo("a", "b"),
                    "Expected NIC [eth0] of server [srv-7] to be connected to [a b], but it has no cable.");
            fails(
                    () -> half.nic("eth1").isConnectedTo("a", "b"),
                    "Expected NIC [eth1] of server [srv-7] to be connected to [a b], "
                            + "but the other end of its cable hangs loose.");
        }
    }

    @Nested
    class OfAQueue {

        private static final String FIRST = "{\"event_type\":\"seen\",\"device_name\":\"srv-1\"}";
        private static final String SECOND = "{\"event_type\":\"seen\",\"hostname\":\"srv-2\"}";

        @Test
        void eventsAreFoundByServerAndByField() {
            assertThatLab(queued(FIRST, SECOND))
                    .updateQueue()
                    .hasEvents(2)
                    .hasEventFor("srv-2")
                    .hasEventWith("event_type", "seen")
                    .hasOneEventPerServer()
                    .lab()
                    .hasServers(2);
        }

        @Test
        void everySentenceSaysWhatIsInIt() {
            QueueAssert queue = assertThatLab(queued(FIRST, FIRST, "no JSON", SECOND, SECOND))
                    .updateQueue();

            fails(
                    () -> queue.isEmpty(),
                    "Expected the update queue to be empty, but it holds 5 events, "
                            + "about [srv-1], [srv-1], [no server in scope] and 2 more.");
            fails(
                    () -> queue.hasEvents(1),
                    "Expected the update queue to hold 1 event, but it holds 5 events, "
                            + "about [srv-1], [srv-1], [no server in scope] and 2 more.");
            fails(
                    () -> queue.hasOneEventPerServer(),
                    "Expected the update queue to hold one event for each of 2 servers, "
                            + "but for 2 that is not so: [srv-1] has 2, [srv-2] has 2.");
        }

        @Test
        void whatIsMissingIsNamed() {
            fails(
                    () -> assertThatLab(queued(FIRST)).updateQueue().hasEventFor("srv-2"),
                    "Expected the update queue to hold an event for server [srv-2], but it holds 1 event, about [srv-1].");
            fails(
                    () -> assertThatLab(queued(FIRST)).updateQueue().hasEventWith("event_type", "gone"),
                    "Expected the update queue to hold an event whose [event_type] is [gone], "
                            + "but it holds 1 event, about [srv-1].");
            fails(
                    () -> assertThatLab(queued(FIRST)).discoveryQueue().hasOneEventPerServer(),
                    "Expected the discovery queue to hold one event for each of 2 servers, "
                            + "but for 2 that is not so: [srv-1] has none, [srv-2] has none.");
            fails(
                    () -> assertThatLab(queued()).updateQueue().hasEventFor("srv-1"),
                    "Expected the update queue to hold an event for server [srv-1], but it is empty.");
        }
    }
}
