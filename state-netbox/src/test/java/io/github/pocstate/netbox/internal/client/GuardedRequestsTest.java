package io.github.pocstate.netbox.internal.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Problem;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.config.HostGuard;
import io.github.pocstate.config.NetBoxSettings;
import io.github.pocstate.config.NetBoxSettings.CableWrites;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Secret;
import io.github.pocstate.config.Trust;
import io.github.pocstate.netbox.dto.DevicePatch;
import io.github.pocstate.netbox.internal.FakeNetBox;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where requests really go, and what must hold before a write goes there. */
@Isolated("it changes the proxies of the JVM")
class GuardedRequestsTest {

    @RegisterExtension
    static final WireMockExtension SERVER = FakeNetBox.extension();

    @RegisterExtension
    static final WireMockExtension ELSEWHERE = FakeNetBox.extension();

    private static final List<DevicePatch> PATCHES = List.of(new DevicePatch(7, "planned", null));

    private static HostGuard guard(String host, String... allowed) {
        return PocConfig.builder()
                .netBox(URI.create("http://127.0.0.1:1"), Secret.of("token"))
                .allowedHosts(allowed)
                .build()
                .guard(host);
    }

    private static NetBoxClient client(String host, Runnable beforeWrite) {
        NetBoxSettings settings = new NetBoxSettings(
                URI.create("http://" + host + ":" + SERVER.getPort()),
                Secret.of(FakeNetBox.TOKEN),
                Duration.ofSeconds(5),
                2,
                CableWrites.AUTO);
        return new NetBoxClient(settings, new Door(guard(host), Trust.SYSTEM, beforeWrite));
    }

    /** A connection that has led somewhere; whatever is sent over it is an error of this test. */
    private static HttpClientConnection connectedTo(InetSocketAddress peer) {
        return (HttpClientConnection) Proxy.newProxyInstance(
                HttpClientConnection.class.getClassLoader(),
                new Class<?>[] {HttpClientConnection.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("getRemoteAddress")) {
                        return peer;
                    }
                    throw new HttpException("sent: " + method.getName());
                });
    }

    private static Throwable send(HostGuard guard, String method) {
        ClassicHttpRequest request =
                ClassicRequestBuilder.create(method).setUri("http://localhost/").build();
        HttpClientConnection connection = connectedTo(new InetSocketAddress("192.0.2.1", 8000));
        return catchThrowable(() -> new GuardedRequests(new Door(guard, Trust.SYSTEM, () -> {}))
                .execute(request, connection, null, HttpCoreContext.create()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH", "PUT", "DELETE"})
    void aNameThatNowLeadsElsewhereGetsNoWrite(String method) {
        assertThat(send(guard("localhost"), method))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The host [localhost] may not be written to")
                .hasMessageContaining("it led to 192.0.2.1");
    }

    @Test
    void readingIsNotHinderedNorIsAHostThatWasAllowed() {
        assertThat(send(guard("localhost"), "GET")).isNotInstanceOf(ConfigurationException.class);
        assertThat(send(guard("netbox.lab", "netbox.lab"), "POST")).isNotInstanceOf(ConfigurationException.class);
    }

    @Test
    void aWriteToLoopbackArrives() {
        SERVER.stubFor(FakeNetBox.anything().willReturn(okJson("[{\"id\":7}]")));

        try (NetBoxClient netBox = client("localhost", () -> {})) {
            assertThat(netBox.dcim.updateDevices("id,status", PATCHES)).hasSize(1);
        }
    }

    @Test
    void aLabThatIsNotOursAnyMoreGetsNoWrite() {
        SERVER.stubFor(FakeNetBox.anything().willReturn(okJson("[{\"id\":7}]")));
        Runnable lost = () -> {
            throw new UnfitLabException(new Problem("The lock was lost.", "redis", "restore again"));
        };

        try (NetBoxClient netBox = client("127.0.0.1", lost)) {
            assertThatExceptionOfType(UnfitLabException.class)
                    .isThrownBy(() -> netBox.dcim.updateDevices("id,status", PATCHES))
                    .withMessageStartingWith("The lock was lost.");
        }
        assertThat(FakeNetBox.writes(SERVER)).isEmpty();
    }

    @Test
    void aRepetitionIsAskedForAgain() {
        SERVER.stubFor(FakeNetBox.anything().willReturn(FakeNetBox.error(503, "{}")));
        AtomicInteger asked = new AtomicInteger();
        Runnable once = () -> {
            if (asked.incrementAndGet() > 1) {
                throw new UnfitLabException(new Problem("The lock was lost.", "redis", "restore again"));
            }
        };

        try (NetBoxClient netBox = client("127.0.0.1", once)) {
            assertThatExceptionOfType(UnfitLabException.class)
                    .isThrownBy(() -> netBox.dcim.updateDevices("id,status", PATCHES));
        }
        assertThat(FakeNetBox.writes(SERVER)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectTakesNeitherAWriteNorTheTokenElsewhere(int status) {
        SERVER.stubFor(FakeNetBox.anything()
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Location", FakeNetBox.url(ELSEWHERE) + "/api/dcim/devices/")));
        ELSEWHERE.stubFor(FakeNetBox.anything().willReturn(okJson("[{\"id\":7}]")));

        try (NetBoxClient netBox = client("127.0.0.1", () -> {})) {
            assertThatThrownBy(() -> netBox.dcim.updateDevices("id,status", PATCHES));
            assertThatThrownBy(() -> netBox.dcim.devices(Map.of()));
        }
        assertThat(ELSEWHERE.getAllServeEvents()).isEmpty();
    }

    @Test
    void aProxyOfTheJvmGetsNothing() {
        SERVER.stubFor(FakeNetBox.anything().willReturn(okJson("[{\"id\":7}]")));
        ELSEWHERE.stubFor(FakeNetBox.anything().willReturn(okJson("[{\"id\":7}]")));
        Map<String, String> proxy = Map.of(
                "http.proxyHost", "127.0.0.1",
                "http.proxyPort", String.valueOf(ELSEWHERE.getPort()),
                "http.nonProxyHosts", "");
        proxy.forEach(System::setProperty);
        try (NetBoxClient netBox = client("127.0.0.1", () -> {})) {
            netBox.dcim.updateDevices("id,status", PATCHES);
        } finally {
            proxy.keySet().forEach(System::clearProperty);
        }
        assertThat(ELSEWHERE.getAllServeEvents()).isEmpty();
        assertThat(FakeNetBox.writes(SERVER)).hasSize(1);
    }
}
