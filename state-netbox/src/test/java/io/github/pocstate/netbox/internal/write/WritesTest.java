package io.github.pocstate.netbox.internal.write;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.pocstate.netbox.Specimens.asBuilt;
import static io.github.pocstate.netbox.Specimens.ip;
import static io.github.pocstate.netbox.Specimens.server;
import static io.github.pocstate.netbox.internal.FakeNetBox.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.pocstate.netbox.internal.FakeNetBox;
import io.github.pocstate.netbox.internal.compare.CableWork;
import io.github.pocstate.netbox.internal.compare.Difference.AddressCreation;
import io.github.pocstate.netbox.internal.compare.Difference.AddressRemoval;
import io.github.pocstate.netbox.internal.compare.Difference.DeviceWork;
import io.github.pocstate.netbox.internal.compare.Difference.JournalCreation;
import io.github.pocstate.netbox.internal.compare.Difference.JournalRemoval;
import io.github.pocstate.netbox.model.Address;
import io.github.pocstate.netbox.model.HostAddress;
import io.github.pocstate.netbox.model.JournalEntry;
import io.github.pocstate.netbox.model.Note;
import io.github.pocstate.plan.Rejection;
import io.github.pocstate.plan.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritesTest extends BulkWriterFixture {

    @RegisterExtension
    static final WireMockExtension SERVER = FakeNetBox.extension();

    WritesTest() {
        super(SERVER);
    }

    @Nested
    class WhenDeleting {
        private final List<AddressRemoval> removals = LongStream.rangeClosed(1, 3)
                .mapToObj(id -> new AddressRemoval(
                        server(id).build(), new Address(id, 11, ip("10.55.1.1/24"), OptionalLong.empty())))
                .toList();

        @ParameterizedTest
        @ValueSource(strings = {"Object with ID 2 does not exist"})
        void whatIsGoneAlreadyIsFine(String words) {
            SERVER.stubFor(delete(urlPathEqualTo(ADDRESSES))
                    .atPriority(1)
                    .withRequestBody(matchingJsonPath("$[?(@.id == 2)]"))
                    .willReturn(error(
                            400,
                            "{\"detail\":\"Failed.\",\"errors\":[{\"id\":2,\"errors\":{\"__all__\":[\"" + words
                                    + "\"]}}]}")));

            assertThat(write("ip-addresses", removals, new Writes.RemoveAddresses(netBox.ipam, workspace)))
                    .isEqualTo(new Step.Outcome(3, List.of()));
            assertThat(FakeNetBox.writes(SERVER))
                    .containsExactly(
                            "DELETE /api/ipam/ip-addresses/ [{\"id\":1},{\"id\":2},{\"id\":3}]",
                            "DELETE /api/ipam/ip-addresses/ [{\"id\":1},{\"id\":3}]");
        }

        @Test
        void whenAllIsGoneNothingIsSentAgain() {
            SERVER.stubFor(
                    delete(urlPathEqualTo(JOURNAL))
                            .atPriority(1)
                            .willReturn(
                                    error(
                                            400,
                                            "{\"detail\":\"Failed.\",\"errors\":[{\"id\":5,\"errors\":{\"__all__\":[\"Object with ID 5 does not exist\"]}}]}")));
            List<JournalRemoval> entries = List.of(new JournalRemoval(
                    server(1).build(), new JournalEntry(5, new Note("info", "x", Optional.empty()))));

            assertThat(write("journal-entries", entries, new Writes.RemoveJournalEntries(netBox.extras, workspace)))
                    .isEqualTo(new Step.Outcome(1, List.of()));
            assertThat(FakeNetBox.writes(SERVER)).hasSize(1);
        }

        @Test
        void whatMayNotGoIsRefused() {
            SERVER.stubFor(
                    delete(urlPathEqualTo(ADDRESSES))
                            .atPriority(1)
                            .withRequestBody(matchingJsonPath("$[?(@.id == 2)]"))
                            .willReturn(
                                    error(
                                            409,
                                            "{\"detail\":\"Failed.\",\"errors\":[{\"id\":2,\"errors\":{\"__all__\":[\"In use.\"]}}]}")));

            assertThat(write("ip-addresses", removals, new Writes.RemoveAddresses(netBox.ipam, workspace)))
                    .isEqualTo(new Step.Outcome(2, List.of(new Rejection("ip-addresses", "srv-2", "In use."))));
        }
    }

    @Nested
    class WhenAnEarlierStepFailedForAnObject {
        private final HostAddress address = new HostAddress(ip("10.55.1.1/24"), OptionalLong.empty());

        @Test
        void itIsRefusedWithoutBeingSent() {
            List<DeviceWork> work = List.of(
                    new DeviceWork(server(1).build(), Optional.of("planned"), Optional.of(address)),
                    new DeviceWork(server(2).build(), Optional.of("planned"), Optional.of(address)));
            workspace.addressMade(2, 22);

            Step.Outcome outcome = write("devices", work, new Writes.UpdateDevices(netBox.dcim, workspace, true));

            assertThat(outcome)
                    .isEqualTo(
                            new Step.Outcome(1, List.of(new Rejection("devices", "srv-1", "its address was refused"))));
            assertThat(FakeNetBox.writes(SERVER))
                    .containsExactly("PATCH /api/dcim/devices/ [{\"id\":2,\"status\":\"planned\",\"oob_ip\":22}]");
            SERVER.verify(
                    patchRequestedFor(urlPathEqualTo(DEVICES)).withQueryParam("fields", equalTo("id,status,oob_ip")));
        }
    }

    /** The steps of a server build on each other; those of other servers do not. */
    @Nested
    class WhenAnObjectOfAServerIsRefused {
        private final List<DeviceWork> statuses = LongStream.rangeClosed(1, 2)
                .mapToObj(id -> new DeviceWork(server(id).build(), Optional.of("discovered"), Optional.empty()))
                .toList();
        private final List<JournalCreation> notes = LongStream.rangeClosed(1, 2)
                .mapToObj(id -> new JournalCreation(server(id).build(), new Note("info", "x", Optional.empty())))
                .toList();
        private final List<JournalRemoval> removals = LongStream.rangeClosed(1, 2)
                .mapToObj(id -> new JournalRemoval(
                        server(id).build(), new JournalEntry(id, new Note("info", "y", Optional.empty()))))
                .toList();

        private Step.Outcome writeStatuses() {
            return write("devices", statuses, new Writes.UpdateDevices(netBox.dcim, workspace, false));
        }

        private Step.Outcome writeNotes() {
            return write("journal-entries", notes, new Writes.CreateJournalEntries(netBox.extras, workspace));
        }

        private void refuse(String path, String condition) {
            SERVER.stubFor(any(urlPathEqualTo(path))
                    .atPriority(1)
                    .withRequestBody(matchingJsonPath("$[?(" + condition + ")]"))
                    .willReturn(error(400, "{\"__all__\":[\"no.\"]}")));
        }

        @Test
        void withoutItsStatusItGetsNeitherEntryNorNextStatus() {
            refuse(DEVICES, "@.id == 1");
            writeStatuses();

            assertThat(writeNotes())
                    .isEqualTo(new Step.Outcome(
                            1, List.of(new Rejection("journal-entries", "srv-1", "its status was refused"))));
            assertThat(writeStatuses().rejections())
                    .containsExactly(new Rejection("devices", "srv-1", "its status was refused"));
        }

        @Test
        void withoutItsEntryItKeepsTheOlderRecordAndItsStatus() {
            refuse(JOURNAL, "@.assigned_object_id == 1");
            writeNotes();

            assertThat(write("journal-entries", removals, new Writes.RemoveJournalEntries(netBox.extras, workspace)))
                    .isEqualTo(new Step.Outcome(
                            1, List.of(new Rejection("journal-entries", "srv-1", "its journal entry was refused"))));
            assertThat(writeStatuses().rejections())
                    .containsExactly(new Rejection("devices", "srv-1", "its journal entry was refused"));
        }

        @Test
        void withoutItsEntryItsCablesAreNotTouched() {
            FakeNetBox.accept(SERVER, "/api/dcim/cables/");
            SERVER.stubFor(FakeNetBox.list("/api/dcim/cables/"));
            refuse(JOURNAL, "@.assigned_object_id == 1");
            writeNotes();
            List<CableWork> cables = LongStream.rangeClosed(1, 2)
                    .mapToObj(
                            id -> new CableWork(server(id).build(), asBuilt(id).exchanged(), true))
                    .toList();

            assertThat(write("cables", cables, new CablePatcher(netBox.dcim, workspace))
                            .rejections())
                    .containsExactly(new Rejection("cables", "srv-1", "its journal entry was refused"));
        }
    }

    /** With fields, NetBox leaves out the defaults of custom fields, and refuses the object if one is required. */
    @Test
    void whatIsMadeNamesNoFields() {
        write(
                "ip-addresses",
                List.of(new AddressCreation(
                        server(1).build(), 11, new HostAddress(ip("10.55.1.1/24"), OptionalLong.empty()))),
                new Writes.CreateAddresses(netBox.ipam, workspace));
        write(
                "journal-entries",
                List.of(new JournalCreation(server(1).build(), new Note("info", "x", Optional.empty()))),
                new Writes.CreateJournalEntries(netBox.extras, workspace));

        SERVER.verify(2, postRequestedFor(anyUrl()).withQueryParam("fields", absent()));
    }

    @Test
    void aHostThatCouldNotBeTakenFromAServerIsNotGivenToAnother() {
        Address held = new Address(2, 21, ip("10.55.1.1/24"), OptionalLong.empty());
        workspace.mustGo(Stream.of(held));
        SERVER.stubFor(delete(urlPathEqualTo("/api/ipam/ip-addresses/"))
                .atPriority(1)
                .willReturn(error(
                        409,
                        "{\"detail\":\"Failed.\",\"errors\":[{\"id\":2,\"errors\":{\"__all__\":[\"In use.\"]}}]}")));
        HostAddress wanted = new HostAddress(ip("10.55.1.1/24"), OptionalLong.empty());

        write(
                "ip-addresses",
                List.of(new AddressRemoval(server(2).build(), held)),
                new Writes.RemoveAddresses(netBox.ipam, workspace));
        Step.Outcome outcome = write(
                "ip-addresses",
                List.of(new AddressCreation(server(1).build(), 11, wanted)),
                new Writes.CreateAddresses(netBox.ipam, workspace));

        assertThat(outcome)
                .isEqualTo(new Step.Outcome(
                        0,
                        List.of(new Rejection(
                                "ip-addresses",
                                "srv-1",
                                "its address 10.55.1.1/24 is still held by another, which NetBox did not remove"))));
        assertThat(FakeNetBox.writes(SERVER)).noneMatch(write -> write.startsWith("POST"));
    }

    @Test
    void aJournalEntryCarriesOurTag() {
        List<JournalCreation> work =
                List.of(new JournalCreation(server(1).build(), new Note("danger", "Text.", Optional.empty())));

        write("journal-entries", work, new Writes.CreateJournalEntries(netBox.extras, workspace));

        assertThat(FakeNetBox.writes(SERVER))
                .containsExactly("POST /api/extras/journal-entries/ [{\"assigned_object_type\":\"dcim.device\","
                        + "\"assigned_object_id\":1,\"kind\":\"danger\",\"comments\":\"Text.\",\"tags\":[99]}]");
    }

    @Test
    void aTagIsMadeAndKnownAfterwards() {
        FakeNetBox.accept(SERVER, "/api/extras/tags/");
        Workspace fresh = new Workspace(Map.of(), OptionalLong.empty());

        write("tags", List.of("poc-state"), new Writes.CreateTag(netBox.extras, fresh));

        assertThat(fresh.tag()).isEqualTo(9000);
        assertThat(FakeNetBox.writes(SERVER))
                .containsExactly("POST /api/extras/tags/ [{\"name\":\"poc-state\",\"slug\":\"poc-state\","
                        + "\"description\":\"Marks what PocState wrote: journal entries, inverted cables.\"}]");
    }

    @Test
    void aRefusedTagIsToldInTheStepsThatNeedIt() {
        Workspace withoutTag = new Workspace(Map.of(), OptionalLong.empty());
        List<JournalCreation> work =
                List.of(new JournalCreation(server(1).build(), new Note("danger", "Text.", Optional.empty())));

        Step.Outcome outcome =
                write("journal-entries", work, new Writes.CreateJournalEntries(netBox.extras, withoutTag));

        assertThat(outcome.rejections()).hasSize(1);
    }
}
