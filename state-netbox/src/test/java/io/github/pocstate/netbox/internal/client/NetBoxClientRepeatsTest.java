package io.github.pocstate.netbox.internal.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static io.github.pocstate.netbox.internal.FakeNetBox.anything;
import static io.github.pocstate.netbox.internal.FakeNetBox.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.netbox.dto.IdDto;
import io.github.pocstate.netbox.internal.FakeNetBox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetBoxClientRepeatsTest extends NetBoxClientFixture {

    @RegisterExtension
    static final WireMockExtension SERVER = FakeNetBox.extension();

    NetBoxClientRepeatsTest() {
        super(SERVER);
    }

    /** The first answer is bad, the second one good. */
    private static void firstBad(ResponseDefinitionBuilder bad, String good) {
        firstBad(1, bad, good);
    }

    /** The first answers are bad, then comes a good one. */
    private static void firstBad(int times, ResponseDefinitionBuilder bad, String good) {
        for (int answer = 0; answer < times; answer++) {
            SERVER.stubFor(anything()
                    .inScenario("later")
                    .whenScenarioStateIs(answer == 0 ? Scenario.STARTED : "answer " + answer)
                    .willSetStateTo("answer " + (answer + 1))
                    .willReturn(bad));
        }
        SERVER.stubFor(anything()
                .inScenario("later")
                .whenScenarioStateIs("answer " + times)
                .willReturn(okJson(good)));
    }

    @Nested
    class Repeats {
        private static final String PAGE = "{\"count\":0,\"next\":null,\"results\":[]}";

        @ParameterizedTest
        @ValueSource(ints = {429, 500, 502, 503, 504})
        void aReadAfterAnError(int status) {
            firstBad(error(status, "{\"detail\":\"not now\"}"), PAGE);

            assertThat(netBox.dcim.devices(Map.of()).results()).isEmpty();
            assertThat(requests()).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER"})
        void aPatchWhoseAnswerWasLost(Fault fault) {
            firstBad(aResponse().withFault(fault), "[{\"id\":7}]");

            assertThat(netBox.dcim.updateDevices("id,status", PATCHES)).hasSize(1);
            assertThat(requests()).isEqualTo(2);
        }

        @Test
        void aDeleteWhoseAnswerWasLost() {
            firstBad(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), "");

            netBox.ipam.deleteIpAddresses(List.of(new IdDto(1)));

            assertThat(requests()).isEqualTo(2);
        }

        @Test
        void aPostThatNetBoxHadNoTimeFor() {
            firstBad(error(429, "{\"detail\":\"Request was throttled.\"}"), "[{\"id\":7,\"slug\":\"a\"}]");

            assertThat(netBox.extras.createTags(TAGS)).hasSize(1);
            assertThat(requests()).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"RANDOM_DATA_THEN_CLOSE", "MALFORMED_RESPONSE_CHUNK"})
        void aReadWhoseAnswerBrokeOff(Fault fault) {
            firstBad(aResponse().withFault(fault), PAGE);

            assertThat(netBox.dcim.devices(Map.of()).results()).isEmpty();
            assertThat(requests()).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(ints = {429, 503})
        void aReadAsSoonAsItIsAskedTo(int status) {
            firstBad(error(status, "{\"detail\":\"later\"}").withHeader("Retry-After", "1"), PAGE);
            long start = System.nanoTime();

            assertThat(netBox.dcim.devices(Map.of()).results()).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(950), Duration.ofSeconds(10));
            assertThat(requests()).isEqualTo(2);
        }

        @Test
        void aReadAsSoonAsADateHasPassed() {
            firstBad(
                    error(429, "{\"detail\":\"later\"}").withHeader("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT"),
                    PAGE);

            assertThat(netBox.dcim.devices(Map.of()).results()).isEmpty();
            assertThat(requests()).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"soon", "-1", "1e3", "99999999999999999999", ""})
        void aReadAfterAPauseOfItsOwnWhenNobodyUnderstandsWhatIsAsked(String value) {
            firstBad(error(429, "{\"detail\":\"later\"}").withHeader("Retry-After", value), PAGE);

            assertThat(netBox.dcim.devices(Map.of()).results()).isEmpty();
            assertThat(requests()).isEqualTo(2);
        }

        @Test
        void aReadForEachSessionOfNetBoxThatWasEnded() {
            firstBad(15, error(500, "{\"error\":\"connection already closed\"}"), PAGE);

            assertThat(netBox.dcim.devices(Map.of()).results()).isEmpty();
            assertThat(requests()).isEqualTo(16);
        }

        @Test
        void aReadThatNetBoxAnswersWith500TwentyTimesAtMost() {
            SERVER.stubFor(anything().willReturn(error(500, "{\"error\":\"boom\"}")));

            assertThatExceptionOfType(UnreachableException.class)
                    .isThrownBy(() -> netBox.status.status())
                    .withMessageContaining("NetBox gave no useful answer (HTTP 500): error: boom");
            assertThat(requests()).isEqualTo(20);
        }

        @Test
        void aReadFiveTimesAtMost() {
            SERVER.stubFor(anything().willReturn(error(503, "{\"detail\":\"down\"}")));

            assertThatExceptionOfType(UnreachableException.class)
                    .isThrownBy(() -> netBox.status.status())
                    .withMessage("""
                            NetBox gave no useful answer (HTTP 503): down
                              where: %s
                              do:    check that NetBox, its database and its Redis run""", url);
            assertThat(requests()).isEqualTo(5);
        }
    }

    @Nested
    class NeverRepeats {
        @ParameterizedTest
        @ValueSource(strings = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER"})
        void aPostWhoseAnswerWasLost(Fault fault) {
            SERVER.stubFor(anything().willReturn(aResponse().withFault(fault)));

            assertThatExceptionOfType(UnreachableException.class)
                    .isThrownBy(() -> netBox.extras.createTags(TAGS))
                    .satisfies(e -> {
                        assertThat(e.problem().what()).isEqualTo("The connection to NetBox broke.");
                        assertThat(e.problem().where()).startsWith(url + " (");
                        assertThat(e.problem().remedy()).isEqualTo("check NETBOX_URL and that NetBox runs");
                    });
            assertThat(requests()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(ints = {502, 503, 504})
        void aPostThatMayHaveBeenCarriedOut(int status) {
            SERVER.stubFor(anything().willReturn(error(status, "<html><h1>Bad  Gateway</h1></html>")));

            assertThatExceptionOfType(UnreachableException.class)
                    .isThrownBy(() -> netBox.extras.createTags(TAGS))
                    .withMessageContaining("NetBox gave no useful answer (HTTP " + status + "): Bad Gateway");
            assertThat(requests()).isEqualTo(1);
        }

        @Test
        void aWriteThatFailedInsideNetBox() {
            SERVER.stubFor(
                    anything().willReturn(error(500, "{\"error\":\"deadlock\",\"exception\":\"OperationalError\"}")));

            assertThatExceptionOfType(NetBoxRejection.class)
                    .isThrownBy(() -> netBox.dcim.updateDevices("id", PATCHES))
                    .withMessage("HTTP 500: OperationalError: deadlock");
            assertThat(requests()).isEqualTo(1);
        }

        @Test
        void aRefusal() {
            SERVER.stubFor(anything().willReturn(error(400, "{\"role\":[\"Select a valid choice.\"]}")));

            assertThatExceptionOfType(NetBoxRejection.class)
                    .isThrownBy(() -> netBox.dcim.devices(Map.of()))
                    .withMessage("HTTP 400: role: Select a valid choice.");
            assertThat(requests()).isEqualTo(1);
        }
    }
}
