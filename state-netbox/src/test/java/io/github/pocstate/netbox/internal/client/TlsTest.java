package io.github.pocstate.netbox.internal.client;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.pocstate.Problem;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Secret;
import io.github.pocstate.config.Setting;
import io.github.pocstate.netbox.EmbeddedRedis;
import io.github.pocstate.netbox.internal.FakeNetBox;
import io.github.pocstate.netbox.internal.NetBoxLab;
import io.github.pocstate.netbox.redis.RedisServer;
import io.github.pocstate.testkit.Certificates;
import io.github.pocstate.testkit.TlsFront;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Real TLS in front of NetBox and Redis, with certificates that fit and others. */
class TlsTest {

    @RegisterExtension
    static final WireMockExtension NETBOX = FakeNetBox.steady();

    @RegisterExtension
    static final EmbeddedRedis REDIS = new EmbeddedRedis();

    @TempDir
    static Path directory;

    private static Certificates good;
    private static Certificates expired;
    private static Certificates early;
    private static Certificates misnamed;

    @BeforeAll
    static void makeCertificates() {
        good = Certificates.forLocalhost(directory, "good");
        expired = good.vouchFor("expired", "-30d", 1);
        early = good.vouchFor("early", "+10d", 1);
        misnamed = Certificates.make(directory, "misnamed", "dns:netbox.lab", "-1d", 30);
    }

    @BeforeAll
    static void answer() {
        NETBOX.stubFor(FakeNetBox.anything().willReturn(okJson("{\"netbox-version\":\"4.7.3\"}")));
    }

    private static PocConfig.Builder config(String netBox, int redis) {
        return PocConfig.builder()
                .netBox(URI.create(netBox), Secret.of(FakeNetBox.TOKEN))
                .redis("localhost", redis)
                .set(Setting.POC_STATE_TIMEOUT, "30");
    }

    private static Problem problem(ThrowingCallable call) {
        UnreachableException[] seen = new UnreachableException[1];
        assertThatExceptionOfType(UnreachableException.class).isThrownBy(call).satisfies(e -> seen[0] = e);
        assertThat(seen[0].getMessage()).doesNotContain(FakeNetBox.TOKEN);
        return seen[0].problem();
    }

    @Test
    void aLabIsReachedOverTlsAlone() {
        try (TlsFront netBox = new TlsFront(good.context(), NETBOX.getPort());
                TlsFront redis = new TlsFront(good.context(), REDIS.port())) {
            PocConfig config = config("https://localhost:" + netBox.port(), redis.port())
                    .set(Setting.REDIS_TLS, "true")
                    .trust(good.pem())
                    .build();

            try (NetBoxLab lab = NetBoxLab.open(config, Clock.systemUTC())) {
                assertThat(lab.name()).isEqualTo("NetBox 4.7.3 at https://localhost:" + netBox.port());
                lab.lock().acquire("this test").close();
                assertThat(lab.lock().status().held()).isFalse();
            }
        }
    }

    @Nested
    class OfNetBox {

        private Problem problem(Certificates shown, Path trusted) {
            try (TlsFront front = new TlsFront(shown.context(), NETBOX.getPort())) {
                return open("https://localhost:" + front.port(), trusted);
            }
        }

        private Problem open(String url, Path trusted) {
            PocConfig.Builder config = config(url, REDIS.port());
            if (trusted != null) {
                config.trust(trusted);
            }
            return TlsTest.problem(() -> NetBoxLab.open(config.build(), Clock.systemUTC()));
        }

        @Test
        void anUnknownAuthorityIsExplained() {
            Problem system = problem(good, null);
            assertThat(system.what())
                    .isEqualTo(
                            "The certificate of NetBox is of an authority that is not trusted here (Java's trust store).");
            assertThat(system.where()).startsWith("https://localhost:");
            assertThat(system.remedy())
                    .isEqualTo("name a file with the authority's certificate (PEM): POC_STATE_CA_FILE");

            Problem given = problem(good, misnamed.pem());
            assertThat(given.what()).contains("not trusted here (1 certificates in ");
            assertThat(given.remedy())
                    .isEqualTo("add the authority's certificate to the file that POC_STATE_CA_FILE names");
        }

        @Test
        void anotherHostNameIsExplained() {
            assertThat(problem(misnamed, misnamed.pem()).what())
                    .isEqualTo("The certificate of NetBox is for another host.");
        }

        @Test
        void aCertificateOutOfItsTimeIsExplained() {
            assertThat(problem(expired, good.pem()).what()).isEqualTo("The certificate of NetBox has expired.");
            assertThat(problem(early, good.pem()).what()).isEqualTo("The certificate of NetBox is not valid yet.");
        }

        @Test
        void tlsSpokenToAPlainPortIsExplained() {
            Problem problem = open("https://localhost:" + NETBOX.getPort(), null);
            assertThat(problem.what()).isEqualTo("NetBox does not speak TLS at this port.");
            assertThat(problem.remedy()).isEqualTo("use its TLS port, or write http:// in NETBOX_URL");
        }

        @Test
        void plainWordsToATlsPortAreExplained() {
            try (TlsFront front = new TlsFront(good.context(), NETBOX.getPort())) {
                Problem problem = open("http://localhost:" + front.port(), null);
                assertThat(problem.what()).isEqualTo("NetBox speaks TLS at this port.");
                assertThat(problem.remedy()).isEqualTo("write https:// in NETBOX_URL");
            }
        }
    }

    /** Side by side: each connection that fails is tried three times, with pauses. */
    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class OfRedis {

        private Problem problem(int port, boolean tls, Certificates trusted) {
            return problem(redis(port, tls, trusted));
        }

        private Problem problem(PocConfig.Builder config) {
            PocConfig built = config.build();
            return TlsTest.problem(() -> RedisServer.queues(built));
        }

        private PocConfig.Builder redis(int port, boolean tls, Certificates trusted) {
            return config("http://127.0.0.1:1", port)
                    .set(Setting.REDIS_TLS, String.valueOf(tls))
                    .set(Setting.REDIS_PASSWORD, "")
                    .trust(trusted.pem());
        }

        private Problem shown(Certificates shown, Certificates trusted) {
            try (TlsFront front = new TlsFront(shown.context(), REDIS.port())) {
                return problem(front.port(), true, trusted);
            }
        }

        @Test
        void theCacheIsReachedToo() {
            try (TlsFront front = new TlsFront(good.context(), REDIS.port())) {
                PocConfig config = config("http://127.0.0.1:1", REDIS.port())
                        .database("postgresql://localhost/netbox")
                        .set(Setting.NETBOX_CACHE_URL, "rediss://localhost:" + front.port() + "/1")
                        .trust(good.pem())
                        .build();
                try (RedisServer cache =
                        RedisServer.cache(config, config.database().orElseThrow())) {
                    cache.push("list", () -> {}, List.of("x"));
                    assertThat(cache.read("list")).containsExactly("x");
                    cache.delete(List.of("list"));
                }
            }
        }

        @Test
        void anUnknownAuthorityIsExplained() {
            Problem problem = shown(good, misnamed);
            assertThat(problem.what())
                    .startsWith("The certificate of Redis is of an authority that is not trusted here");
            assertThat(problem.where()).startsWith("rediss://localhost:");
        }

        @Test
        void anotherHostNameIsExplained() {
            assertThat(shown(misnamed, misnamed).what()).isEqualTo("The certificate of Redis is for another host.");
        }

        @Test
        void anExpiredCertificateIsExplained() {
            assertThat(shown(expired, good).what()).isEqualTo("The certificate of Redis has expired.");
        }

        @Test
        void tlsSpokenToAPlainPortIsExplained() {
            Problem problem = problem(redis(REDIS.port(), true, good).set(Setting.POC_STATE_TIMEOUT, "3"));
            assertThat(problem.what()).isEqualTo("Redis does not speak TLS at this port.");
            assertThat(problem.remedy()).isEqualTo("use its TLS port, or set REDIS_TLS=false");
        }

        @Test
        void plainWordsToATlsPortAreExplained() {
            try (TlsFront front = new TlsFront(good.context(), REDIS.port())) {
                Problem problem = problem(front.port(), false, good);
                assertThat(problem.what()).isEqualTo("Redis speaks TLS at this port.");
                assertThat(problem.remedy()).isEqualTo("set REDIS_TLS=true");
            }
        }
    }
}
