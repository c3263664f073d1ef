package io.github.pocstate.netbox.internal.write;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.pocstate.netbox.Specimens.server;
import static io.github.pocstate.netbox.internal.FakeNetBox.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.pocstate.RejectedException;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.netbox.internal.FakeNetBox;
import io.github.pocstate.netbox.internal.compare.Difference.JournalCreation;
import io.github.pocstate.netbox.model.Note;
import io.github.pocstate.plan.Rejection;
import io.github.pocstate.plan.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BulkWriterErrorsTest extends BulkWriterFixture {

    @RegisterExtension
    static final WireMockExtension SERVER = FakeNetBox.extension();

    BulkWriterErrorsTest() {
        super(SERVER);
    }

    /** NetBox may fail after it has written, as when its Redis is gone. */
    @Nested
    class WhenNetBoxFailsInside {

        private static final String BOOM = "{\"error\":\"boom\",\"exception\":\"ConnectionError\"}";

        private BulkWriter writer;

        @BeforeEach
        void open() {
            writer = new BulkWriter(parallel, 1, netBox.url());
        }

        private Step.Outcome note(int count) {
            List<JournalCreation> work = LongStream.rangeClosed(1, count)
                    .mapToObj(id ->
                            new JournalCreation(server(id).build(), new Note("danger", "Text.", Optional.empty())))
                    .toList();
            return writer.write(
                    "journal-entries",
                    work,
                    new Writes.CreateJournalEntries(netBox.extras, workspace),
                    progress::addAndGet);
        }

        @Test
        void whatWouldBeMadeTwiceIsNotSentAgainBeforeTheLabWasLookedAt() {
            SERVER.stubFor(post(urlPathEqualTo(JOURNAL)).atPriority(1).willReturn(error(500, BOOM)));

            assertThatExceptionOfType(UnreachableException.class)
                    .isThrownBy(() -> note(4))
                    .withMessage("""
                            NetBox failed, maybe after it had written (HTTP 500): ConnectionError: boom
                              where: %s
                              do:    look at NetBox's log for the reason""", netBox.url());
            assertThat(FakeNetBox.requests(SERVER, postRequestedFor(urlPathEqualTo(JOURNAL))))
                    .hasSize(1);
        }

        @Test
        void theNextTimeObjectsGoOneByOneAndTheGuiltyOneIsNamed() {
            SERVER.stubFor(post(urlPathEqualTo(JOURNAL))
                    .atPriority(1)
                    .withRequestBody(matchingJsonPath("$[?(@.assigned_object_id == 2)]"))
                    .willReturn(error(500, BOOM)));
            assertThatExceptionOfType(UnreachableException.class).isThrownBy(() -> note(4));

            assertThat(note(4))
                    .isEqualTo(new Step.Outcome(
                            3, List.of(new Rejection("journal-entries", "srv-2", "ConnectionError: boom"))));
        }
    }

    @Nested
    class WhenTheWholeRequestIsWrong {
        private void assertRefused(int status, String words, String remedy) {
            SERVER.stubFor(patch(urlPathEqualTo(DEVICES))
                    .atPriority(1)
                    .willReturn(error(status, "{\"detail\":\"" + words + "\"}")));

            assertThatExceptionOfType(RejectedException.class)
                    .isThrownBy(() -> writeDevices(3))
                    .withMessage("""
                            NetBox said no (HTTP %d): %s
                              where: %s
                              do:    %s""", status, words, netBox.url(), remedy);
            assertThat(sent()).hasSize(1);
        }

        @Test
        void aMissingPermissionIsTold() {
            assertRefused(
                    403,
                    "You do not have permission to perform this action.",
                    "give the token's user the permission, and the token write access");
        }

        @Test
        void aBadTokenIsTold() {
            assertRefused(403, "Invalid token", "check NETBOX_TOKEN: it must exist, be enabled and not expired");
        }

        @Test
        void aWrongAddressIsTold() {
            assertRefused(404, "Not found.", "check NETBOX_URL: it must be the address of NetBox without /api/");
        }

        @Test
        void aRequestThatIsTooLargeIsToldOnce() {
            assertRefused(413, "Too large.", "look at NetBox's log for the reason");
        }

        @Test
        void objectsThatAnAnswerLeavesOutAreRefused() {
            SERVER.stubFor(patch(urlPathEqualTo(DEVICES)).atPriority(1).willReturn(error(200, "[{\"id\":1}]")));
            String words = "NetBox left it out without a word, as it does with what the token may not change";

            assertThat(writeDevices(3))
                    .isEqualTo(new Step.Outcome(
                            1,
                            List.of(
                                    new Rejection("devices", "srv-2", words),
                                    new Rejection("devices", "srv-3", words))));
        }

        @Test
        void aPostWhoseAnswerWasLostStopsTheStep() {
            SERVER.stubFor(post(urlPathEqualTo(JOURNAL))
                    .atPriority(1)
                    .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
            List<JournalCreation> work =
                    List.of(new JournalCreation(server(1).build(), new Note("info", "x", Optional.empty())));

            assertThatExceptionOfType(UnreachableException.class)
                    .isThrownBy(() ->
                            write("journal-entries", work, new Writes.CreateJournalEntries(netBox.extras, workspace)));
            assertThat(FakeNetBox.writes(SERVER)).hasSize(1);
        }
    }
}
