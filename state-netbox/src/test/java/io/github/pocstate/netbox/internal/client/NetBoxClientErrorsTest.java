package io.github.pocstate.netbox.internal.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static io.github.pocstate.netbox.internal.FakeNetBox.TOKEN;
import static io.github.pocstate.netbox.internal.FakeNetBox.anything;
import static io.github.pocstate.netbox.internal.FakeNetBox.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.pocstate.RejectedException;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.netbox.internal.FakeNetBox;
import io.github.pocstate.testkit.FreePort;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetBoxClientErrorsTest extends NetBoxClientFixture {

    @RegisterExtension
    static final WireMockExtension SERVER = FakeNetBox.extension();

    NetBoxClientErrorsTest() {
        super(SERVER);
    }

    @Test
    void thatAnAnswerIsNotOneOfNetBox() {
        SERVER.stubFor(anything()
                .willReturn(
                        aResponse().withHeader("Content-Type", "text/html").withBody("<html>Please log in</html>")));

        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> netBox.status.status())
                .withMessage("""
                        The answer is not one of NetBox.
                          where: %s (FeignException, HTTP 200)
                          do:    check that NETBOX_URL is the address of NetBox, and not of a proxy or login page""", url);
    }

    @Test
    void thatItIsAskedToWaitForLongAndAtOnce() {
        SERVER.stubFor(
                anything().willReturn(error(429, "{\"detail\":\"later\"}").withHeader("Retry-After", "3600")));

        assertThatExceptionOfType(UnreachableException.class)
                .isThrownBy(() -> netBox.status.status())
                .satisfies(e -> assertThat(e.problem().remedy())
                        .matches("it asks to be left alone for 3(600|599) s: wait that long"));
        assertThat(requests()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} lacks {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    null | everything
                    {"count": 1, "next": null} | results
                    {"count": 1, "next": null, "results": [null]} | results[0]
                    {"count": 1, "next": null, "results": [{"id": 1, "name": "a", "status": {}}]} | results[0] status value
                    """)
    void whatAnAnswerLacks(String body, String gap) {
        SERVER.stubFor(anything().willReturn(okJson(body)));

        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> netBox.dcim.devices(Map.of("limit", 1)))
                .withMessage("""
                        An answer of NetBox lacks what it must have: %s.
                          where: GET %s/api/dcim/devices/
                          do:    check that NETBOX_URL leads to a NetBox of a supported version, and that nothing on the way changes its answers""", gap, url);
    }

    @Test
    void whatTheOptionsLack() {
        SERVER.stubFor(anything()
                .willReturn(okJson("{\"actions\": {\"POST\": {\"status\": {\"choices\": [{\"value\": null}]}}}}")));

        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> netBox.extras.tagOptions())
                .withMessageContaining("lacks what it must have: actions POST status choices[0] value.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"count\": 0, \"next\": null, \"results\": [{\"id\": null}]}",
                "{\"count\": 0, \"next\": null, \"results\": [{\"id\": 99999999999999999999}]}",
                "{\"count\": [], \"next\": null, \"results\": []}",
                "[]"
            })
    void thatAnAnswerHoldsSomethingElse(String body) {
        SERVER.stubFor(anything().willReturn(okJson(body)));

        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> netBox.dcim.devices(Map.of()))
                .withMessageContaining("The answer is not one of NetBox.");
    }

    @Test
    void thatAnAnswerIsTooLong() {
        SERVER.stubFor(anything().willReturn(aResponse().withBody(new byte[WholeAnswers.LONGEST_BYTES + 1])));

        try (NetBoxClient patient = FakeNetBox.client(url, TOKEN, Duration.ofMinutes(2))) {
            assertThatExceptionOfType(RejectedException.class)
                    .isThrownBy(() -> patient.status.status())
                    .withMessageContaining("An answer of NetBox is longer than 64 MiB.");
        }
    }

    @Test
    void thatAnAnswerTrickles() {
        SERVER.stubFor(
                anything().willReturn(okJson("[" + " ".repeat(1000) + "]").withChunkedDribbleDelay(20, 15_000)));
        long start = System.nanoTime();
        try (NetBoxClient client = FakeNetBox.client(url, TOKEN, Duration.ofSeconds(1))) {
            assertThatExceptionOfType(UnreachableException.class)
                    .isThrownBy(() -> client.extras.createTags(TAGS))
                    .withMessageContaining("NetBox gave no answer in time.");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void thatNothingListensAndQuickly() {
        String nowhere = "http://127.0.0.1:" + FreePort.next();
        long start = System.nanoTime();
        try (NetBoxClient client = FakeNetBox.client(nowhere, TOKEN, Duration.ofSeconds(60))) {
            assertThatExceptionOfType(UnreachableException.class)
                    .isThrownBy(() -> client.status.status())
                    .withMessage("""
                            NetBox cannot be reached.
                              where: %s (HttpHostConnectException)
                              do:    check NETBOX_URL and that NetBox runs""", nowhere);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void thatAHostHasNoAddress() {
        String nowhere = "http://netbox.invalid:8000";
        try (NetBoxClient client = FakeNetBox.client(nowhere, TOKEN, Duration.ofSeconds(60))) {
            assertThatExceptionOfType(UnreachableException.class)
                    .isThrownBy(() -> client.status.status())
                    .withMessage("""
                            NetBox cannot be reached.
                              where: http://netbox.invalid:8000 (UnknownHostException)
                              do:    check NETBOX_URL and that NetBox runs""");
        }
    }

    @Test
    void thatTimeIsUp() {
        SERVER.stubFor(anything().willReturn(okJson("[]").withFixedDelay(5_000)));
        try (NetBoxClient client = FakeNetBox.client(url, TOKEN, Duration.ofMillis(500))) {
            assertThatExceptionOfType(UnreachableException.class)
                    .isThrownBy(() -> client.extras.createTags(TAGS))
                    .withMessage("""
                            NetBox gave no answer in time.
                              where: %s
                              do:    check NetBox, or raise POC_STATE_TIMEOUT (seconds)""", url);
        }
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    400 | {"detail": "Bulk update failed.", "errors": [{"id": 7, "errors": {"status": ["bad."]}}]} | Bulk update failed. status: bad.
                    400 | {"detail": "Bulk update failed.", "errors": []} | Bulk update failed.
                    400 | {"status": ["bogus is not a valid choice."], "__all__": ["No."]} | status: bogus is not a valid choice. No.
                    400 | [{}, {"address": ["Duplicate IP address."]}] | address: Duplicate IP address.
                    400 | {"non_field_errors": ["Wrong."]} | Wrong.
                    400 | null | null
                    400 | 17 | 17
                    500 | {"error": "x", "exception": "IntegrityError"} | IntegrityError: x
                    404 | <h1>Not <b>Found</b></h1> | Not Found
                    """)
    void whatNetBoxSaid(int status, String body, String words) {
        SERVER.stubFor(anything().willReturn(error(status, body)));

        assertThatExceptionOfType(NetBoxRejection.class)
                .isThrownBy(() -> netBox.dcim.updateDevices("id", PATCHES))
                .withMessage("HTTP " + status + ": " + words);
    }

    @Test
    void anEmptyErrorToo() {
        SERVER.stubFor(anything().willReturn(aResponse().withStatus(400)));

        assertThatExceptionOfType(NetBoxRejection.class)
                .isThrownBy(() -> netBox.dcim.updateDevices("id", PATCHES))
                .withMessage("HTTP 400: ");
    }

    @Test
    void longWordsInShort() {
        SERVER.stubFor(anything().willReturn(error(400, "{\"detail\":\"" + "x".repeat(5_000) + "\"}")));

        assertThatExceptionOfType(NetBoxRejection.class)
                .isThrownBy(() -> netBox.dcim.updateDevices("id", PATCHES))
                .withMessage("HTTP 400: " + "x".repeat(300) + "…");
    }
}
