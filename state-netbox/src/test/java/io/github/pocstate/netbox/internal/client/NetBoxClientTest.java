package io.github.pocstate.netbox.internal.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.pocstate.netbox.internal.FakeNetBox.TOKEN;
import static io.github.pocstate.netbox.internal.FakeNetBox.anything;
import static io.github.pocstate.netbox.internal.FakeNetBox.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.pocstate.config.NetBoxSettings;
import io.github.pocstate.config.NetBoxSettings.CableWrites;
import io.github.pocstate.config.Secret;
import io.github.pocstate.netbox.dto.IdDto;
import io.github.pocstate.netbox.internal.FakeNetBox;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetBoxClientTest extends NetBoxClientFixture {

    @RegisterExtension
    static final WireMockExtension SERVER = FakeNetBox.extension();

    private static final String DEVICES = "/api/dcim/devices/";

    NetBoxClientTest() {
        super(SERVER);
    }

    @Nested
    class Sends {
        @ParameterizedTest(name = "{0} as {1}")
        @CsvSource({
            "0123456789abcdef0123456789abcdef01234567, Token 0123456789abcdef0123456789abcdef01234567",
            "nbt_abcdef123456.secret, Bearer nbt_abcdef123456.secret",
        })
        void theToken(String token, String header) {
            SERVER.stubFor(anything().willReturn(okJson("{\"netbox-version\":\"4.7.3\"}")));

            try (NetBoxClient client = FakeNetBox.client(url, token, Duration.ofSeconds(5))) {
                assertThat(client.status.status().netboxVersion()).isEqualTo("4.7.3");
            }

            SERVER.verify(getRequestedFor(urlPathEqualTo("/api/status/"))
                    .withHeader("Authorization", equalTo(header))
                    .withHeader("Accept", equalTo("application/json")));
        }

        @Test
        void aBodyWithPatch() {
            SERVER.stubFor(anything().willReturn(okJson("[{\"id\":7}]")));

            assertThat(netBox.dcim.updateDevices("id,status", PATCHES)).containsExactly(new IdDto(7));

            SERVER.verify(patchRequestedFor(urlPathEqualTo(DEVICES))
                    .withQueryParam("fields", equalTo("id,status"))
                    .withHeader("Content-Type", equalTo("application/json"))
                    .withRequestBody(equalToJson("[{\"id\":7,\"status\":\"planned\"}]")));
        }

        @Test
        void aBodyWithDelete() {
            SERVER.stubFor(anything().willReturn(aResponse().withStatus(204)));

            netBox.ipam.deleteIpAddresses(List.of(new IdDto(1), new IdDto(2)));

            SERVER.verify(deleteRequestedFor(urlPathEqualTo("/api/ipam/ip-addresses/"))
                    .withHeader("Content-Type", equalTo("application/json"))
                    .withRequestBody(equalToJson("[{\"id\":1},{\"id\":2}]")));
        }

        @Test
        void fieldsAsOneValueAndSeveralValuesAsSeveral() {
            SERVER.stubFor(anything().willReturn(FakeNetBox.page()));
            Map<String, Object> query = new LinkedHashMap<>();
            query.put("fields", "id,name,status");
            query.put("role_id", List.of(3, 5));
            query.put("description__isw", "Production Network & more");

            netBox.dcim.devices(query);

            var sent = SERVER.findAll(getRequestedFor(urlPathEqualTo(DEVICES))).get(0);
            assertThat(sent.queryParameter("fields").values()).containsExactly("id,name,status");
            assertThat(sent.queryParameter("role_id").values()).containsExactly("3", "5");
            assertThat(sent.queryParameter("description__isw").values()).containsExactly("Production Network & more");
        }

        @Test
        void andCountsEachRequest() {
            SERVER.stubFor(anything().willReturn(FakeNetBox.page()));

            netBox.dcim.devices(Map.of());
            netBox.dcim.devices(Map.of());

            assertThat(netBox.requests()).isEqualTo(2);
        }
    }

    @Nested
    class KeepsTheToken {
        private void assertSilent(Throwable thrown) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).doesNotContain(TOKEN).doesNotContain("s3cr3t");
        }

        @Test
        void outOfEveryFailure() {
            SERVER.stubFor(anything().willReturn(error(403, "{\"detail\":\"Invalid token\"}")));
            assertSilent(catchThrowable(() -> netBox.dcim.devices(Map.of())));
            SERVER.stubFor(anything().willReturn(aResponse().withBody("<html>")));
            assertSilent(catchThrowable(() -> netBox.dcim.devices(Map.of())));
            SERVER.stubFor(anything().willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
            assertSilent(catchThrowable(() -> netBox.extras.createTags(TAGS)));
            SERVER.stubFor(anything().willReturn(error(503, "")));
            assertSilent(catchThrowable(() -> netBox.extras.createTags(TAGS)));
        }

        @Test
        void outOfEveryText() {
            NetBoxSettings settings =
                    new NetBoxSettings(URI.create(url), Secret.of(TOKEN), Duration.ofSeconds(1), 2, CableWrites.AUTO);

            assertThat(settings.toString()).doesNotContain("s3cr3t").contains("****");
            assertThat(netBox.toString()).doesNotContain("s3cr3t");
            assertThat(netBox.dcim.toString()).doesNotContain("s3cr3t");
        }
    }
}
