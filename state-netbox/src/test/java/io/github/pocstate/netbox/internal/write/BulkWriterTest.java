package io.github.pocstate.netbox.internal.write;

import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.pocstate.netbox.Specimens.ip;
import static io.github.pocstate.netbox.Specimens.server;
import static io.github.pocstate.netbox.internal.FakeNetBox.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.pocstate.RejectedException;
import io.github.pocstate.netbox.internal.FakeNetBox;
import io.github.pocstate.netbox.internal.compare.Difference.AddressCreation;
import io.github.pocstate.netbox.internal.compare.Difference.DeviceWork;
import io.github.pocstate.netbox.model.HostAddress;
import io.github.pocstate.plan.Rejection;
import io.github.pocstate.plan.Step;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BulkWriterTest extends BulkWriterFixture {

    @RegisterExtension
    static final WireMockExtension SERVER = FakeNetBox.extension();

    BulkWriterTest() {
        super(SERVER);
    }

    private static void refuse(long id, String body) {
        SERVER.stubFor(patch(urlPathEqualTo(DEVICES))
                .atPriority(1)
                .withRequestBody(matchingJsonPath("$[?(@.id == " + id + ")]"))
                .willReturn(error(400, body)));
    }

    @Nested
    class WhenAllGoesThrough {
        @Test
        void aFewObjectsGoInOneRequest() {
            Step.Outcome outcome = writeDevices(10);

            assertThat(outcome).isEqualTo(new Step.Outcome(10, List.of()));
            assertThat(sent())
                    .containsExactly(LongStream.rangeClosed(1, 10).boxed().toList());
            assertThat(progress).hasValue(10);
        }

        @Test
        void nothingToWriteSendsNothing() {
            assertThat(writeDevices(0)).isEqualTo(new Step.Outcome(0, List.of()));
            assertThat(sent()).isEmpty();
        }

        @Test
        void manyObjectsAreSharedAmongRequestsAndNoneIsSentTwice() {
            List<DeviceWork> work = LongStream.rangeClosed(1, 330)
                    .mapToObj(id -> new DeviceWork(server(id).build(), Optional.of("planned"), Optional.empty()))
                    .toList();

            Step.Outcome outcome = write("devices", work, new Writes.UpdateDevices(netBox.dcim, workspace, false), 3);

            assertThat(outcome.changed()).isEqualTo(330);
            assertThat(sent().stream().flatMap(List::stream).sorted())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 330).boxed().toList());
            assertThat(sent()).allSatisfy(ids -> assertThat(ids).hasSizeLessThanOrEqualTo(100));
        }
    }

    @Nested
    class WhenNetBoxNamesTheGuilty {
        @Test
        void byIdTheyAreLeftOutAndTheOthersSentAgain() {
            String body = """
                    {"detail": "Bulk update failed.", "errors": [
                      {"id": 3, "errors": {"status": ["bad three."]}}, {"id": 5, "errors": {"__all__": ["bad five."]}}]}
                    """;
            refuse(3, body);
            refuse(5, body);

            Step.Outcome outcome = writeDevices(6);

            assertThat(outcome.changed()).isEqualTo(4);
            assertThat(outcome.rejections())
                    .containsExactlyInAnyOrder(
                            new Rejection("devices", "srv-3", "status: bad three."),
                            new Rejection("devices", "srv-5", "bad five."));
            assertThat(sent()).containsExactly(List.of(1L, 2L, 3L, 4L, 5L, 6L), List.of(1L, 2L, 4L, 6L));
            assertThat(progress).hasValue(4);
        }

        @Test
        void byIndexTheyAreLeftOutAndTheOthersSentAgain() {
            SERVER.stubFor(
                    post(urlPathEqualTo(ADDRESSES))
                            .atPriority(1)
                            .withRequestBody(matchingJsonPath("$[?(@.assigned_object_id == 21)]"))
                            .willReturn(
                                    error(
                                            400,
                                            "{\"detail\":\"Failed.\",\"errors\":[{\"index\":1,\"errors\":{\"address\":[\"Duplicate.\"]}}]}")));
            List<AddressCreation> work = LongStream.rangeClosed(1, 3)
                    .mapToObj(id -> new AddressCreation(
                            server(id).build(),
                            id * 10 + 1,
                            new HostAddress(ip("10.55.1." + id + "/24"), OptionalLong.empty())))
                    .toList();

            Step.Outcome outcome = write("ip-addresses", work, new Writes.CreateAddresses(netBox.ipam, workspace));

            assertThat(outcome)
                    .isEqualTo(new Step.Outcome(
                            2, List.of(new Rejection("ip-addresses", "srv-2", "address: Duplicate."))));
            assertThat(workspace.addressOf(1)).isPresent();
            assertThat(workspace.addressOf(2)).isEmpty();
            assertThat(FakeNetBox.writes(SERVER))
                    .last()
                    .isEqualTo("POST /api/ipam/ip-addresses/ "
                            + "[{\"address\":\"10.55.1.1/24\",\"vrf\":null,\"status\":\"active\","
                            + "\"assigned_object_type\":\"dcim.interface\",\"assigned_object_id\":11},"
                            + "{\"address\":\"10.55.1.3/24\",\"vrf\":null,\"status\":\"active\","
                            + "\"assigned_object_type\":\"dcim.interface\",\"assigned_object_id\":31}]");
        }

        @Test
        void aSingleGuiltyObjectIsNotSentAgain() {
            refuse(1, "{\"detail\":\"Failed.\",\"errors\":[{\"id\":1,\"errors\":{\"status\":[\"bad.\"]}}]}");

            assertThat(writeDevices(1))
                    .isEqualTo(new Step.Outcome(0, List.of(new Rejection("devices", "srv-1", "status: bad."))));
            assertThat(sent()).hasSize(1);
        }

        @Test
        void howeverManyTheyAreAllAreNamed() {
            String all = LongStream.rangeClosed(1, 200)
                    .mapToObj(id -> "{\"id\":" + id + ",\"errors\":{\"status\":[\"bad.\"]}}")
                    .collect(Collectors.joining(","));
            SERVER.stubFor(patch(urlPathEqualTo(DEVICES))
                    .atPriority(1)
                    .willReturn(error(400, "{\"detail\":\"Failed.\",\"errors\":[" + all + "]}")));

            Step.Outcome outcome = writeDevices(200);

            assertThat(outcome.changed()).isZero();
            assertThat(outcome.rejections())
                    .extracting(Rejection::subject)
                    .doesNotHaveDuplicates()
                    .hasSize(200);
            assertThat(sent()).hasSizeLessThan(20);
        }
    }

    @Nested
    class WhenNetBoxNamesNobody {
        @Test
        void theBatchIsHalvedUntilTheGuiltyOneStandsAlone() {
            refuse(6, "{\"status\":[\"bogus is not a valid choice.\"]}");

            Step.Outcome outcome = writeDevices(8);

            assertThat(outcome)
                    .isEqualTo(new Step.Outcome(
                            7, List.of(new Rejection("devices", "srv-6", "status: bogus is not a valid choice."))));
            assertThat(sent())
                    .containsExactly(
                            List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L),
                            List.of(1L, 2L, 3L, 4L),
                            List.of(5L, 6L, 7L, 8L),
                            List.of(5L, 6L),
                            List.of(7L, 8L),
                            List.of(5L),
                            List.of(6L));
            assertThat(progress).hasValue(7);
        }

        @Test
        void howeverManyAreRefusedTheOthersAreWritten() {
            for (long id = 1; id <= 24; id++) {
                refuse(id, "{\"__all__\":[\"bad.\"]}");
            }

            Step.Outcome outcome = writeDevices(48);

            assertThat(outcome.changed()).isEqualTo(24);
            assertThat(outcome.rejections())
                    .extracting(Rejection::subject)
                    .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 24)
                            .mapToObj(id -> "srv-" + id)
                            .toList());
        }

        @Test
        void whenAllAreRefusedEachIsNamedAndNoneIsSentMoreOftenThanHalvingTakes() {
            SERVER.stubFor(
                    patch(urlPathEqualTo(DEVICES)).atPriority(1).willReturn(error(400, "{\"__all__\":[\"bad.\"]}")));

            assertThat(writeDevices(60).rejections()).hasSize(60);
            assertThat(sent()).hasSizeLessThan(120);
        }

        @Test
        void whenNetBoxFailsForWhateverIsSentTheStepStops() {
            SERVER.stubFor(patch(urlPathEqualTo(DEVICES))
                    .atPriority(1)
                    .willReturn(error(500, "{\"error\":\"boom\",\"exception\":\"ConnectionError\"}")));

            assertThatExceptionOfType(RejectedException.class)
                    .isThrownBy(() -> writeDevices(600))
                    .withMessage("""
                            NetBox said no (HTTP 500): ConnectionError: boom
                              where: %s
                              do:    look at NetBox's log for the reason""", netBox.url());
            assertThat(sent()).hasSizeLessThan(100);
        }

        @Test
        void anErrorInsideNetBoxIsNarrowedToo() {
            SERVER.stubFor(patch(urlPathEqualTo(DEVICES))
                    .atPriority(1)
                    .withRequestBody(matchingJsonPath("$[?(@.id == 2)]"))
                    .willReturn(error(500, "{\"error\":\"boom\",\"exception\":\"KeyError\"}")));

            assertThat(writeDevices(2))
                    .isEqualTo(new Step.Outcome(1, List.of(new Rejection("devices", "srv-2", "KeyError: boom"))));
        }
    }
}
