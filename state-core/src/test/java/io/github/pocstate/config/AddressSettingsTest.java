package io.github.pocstate.config;

import static io.github.pocstate.config.PocConfigFixture.complete;
import static io.github.pocstate.config.PocConfigFixture.mistakeOf;
import static io.github.pocstate.config.PocConfigFixture.mistakes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.ConfigurationException;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressSettingsTest {

    @Nested
    class Url {

        @ParameterizedTest
        @CsvSource({
            "http://netbox.lab:8000/, http://netbox.lab:8000",
            "http://netbox.lab:8000/api, http://netbox.lab:8000",
            "http://netbox.lab:8000/api/, http://netbox.lab:8000",
            "http://netbox.lab:8000/api///, http://netbox.lab:8000",
            "http://netbox.lab:8000//api/, http://netbox.lab:8000",
            "http://h//api/, http://h",
            "http://h///, http://h",
            "https://tools.lab/netbox/, https://tools.lab/netbox",
            "https://tools.lab/netbox/api/, https://tools.lab/netbox",
            "' http://[::1]:8000/ ', http://[::1]:8000",
        })
        void losesTrailingSlashesAndApi(String value, URI expected) {
            assertThat(complete()
                            .set(Setting.NETBOX_URL, value)
                            .build()
                            .netBox()
                            .url())
                    .isEqualTo(expected);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "HTTP://netbox.lab:8000",
                    "Https://netbox.lab",
                    "http://netbox.lab:1",
                    "http://netbox.lab:65535",
                    "http://net-box.lab",
                    "http://10.0.0.1:8000",
                    "http://myapi",
                    "http://api:8000",
                    "http://netbox.lab/myapi",
                    "http://netbox.lab/api/v4",
                    "http://netbox.lab/a@b"
                })
        void ofTheWebIsTakenAsItIs(String value) {
            assertThat(complete()
                            .set(Setting.NETBOX_URL, value)
                            .build()
                            .netBox()
                            .url())
                    .hasToString(value);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://netbox.lab?token=hunter2",
                    "http://netbox.lab/api/?token=hunter2",
                    "http://netbox.lab?token=hunter2&next=/api/",
                    "http://netbox.lab#hunter2",
                    "http://netbox.lab/api/#/hunter2",
                    "http://netbox.lab?",
                    "http://netbox.lab#",
                    "HTTPS://netbox.lab?token=hunter2",
                    "ftp://netbox.lab?token=hunter2",
                    "http://net_box?token=hunter2"
                })
        void withQueryOrFragmentIsRefusedWithoutShowingIt(String value) {
            ConfigurationException refused = mistakes(complete().set(Setting.NETBOX_URL, value));

            assertThat(refused.problem().where())
                    .isEqualTo("NETBOX_URL holds a query or fragment; give the address alone");
            assertThat(refused).message().doesNotContain("hunter2");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://net_box:8000",
                    "https://net_box",
                    "http://-netbox",
                    "http://netbox.lab:65536",
                    "http://netbox.lab:99999999999",
                    "http://netbox.lab:port",
                    "http://:8000"
                })
        void withAnImpossibleHostOrPortIsRefused(String value) {
            assertThat(mistakeOf(complete().set(Setting.NETBOX_URL, value)))
                    .isEqualTo("NETBOX_URL has no valid host (letters, digits, - and .) or port (1 to 65535)");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"netbox.lab:8000", "netbox.lab", "ftp://netbox.lab", "http://", "http:///x", "h ttp://x"})
        void thatIsNoWebAddressIsRefused(String value) {
            assertThat(mistakeOf(complete().set(Setting.NETBOX_URL, value)))
                    .isEqualTo("NETBOX_URL is not an http or https address"
                            + " (address of NetBox, such as http://127.0.0.1:8000)");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://admin:hunter2@netbox.lab",
                    "https://hunter2@netbox.lab/api/",
                    "HTTP://hunter2@netbox.lab",
                    "ftp://admin:hunter2@netbox.lab",
                    "http://admin:hunter2@net_box",
                    "http://admin:hunter2@netbox.lab:port",
                    "http://admin:hunter2@netbox.lab?token=hunter2",
                    "http://:hunter2@netbox.lab"
                })
        void withCredentialsIsRefusedWithoutShowingThem(String value) {
            ConfigurationException refused = mistakes(complete().set(Setting.NETBOX_URL, value));

            assertThat(refused.problem().where())
                    .isEqualTo("NETBOX_URL holds a user name or password; use NETBOX_TOKEN");
            assertThat(refused).message().doesNotContain("hunter2");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://admin:hunter2@net box",
                    "ftp://admin:hunter2@netbox.lab",
                    "http://admin:hunter2@net_box",
                    "http://admin:hunter2@netbox.lab:port",
                    "hunter2"
                })
        void thatIsBrokenIsRefusedWithoutShowingIt(String value) {
            ConfigurationException refused = mistakes(complete().set(Setting.NETBOX_URL, value));

            assertThat(refused).message().doesNotContain("hunter2");
            assertThat(refused).hasNoCause();
        }
    }

    @Nested
    class NetBoxPath {

        @ParameterizedTest
        @ValueSource(strings = {"/", "///", "/api", "/api/"})
        void withoutAHostIsNoAddress(String value) {
            assertThat(mistakes(complete().set(Setting.NETBOX_URL, value))
                            .problem()
                            .where())
                    .startsWith("NETBOX_URL is not an http or https address");
        }

        @Test
        void mayFollowAHostCalledApi() {
            assertThat(complete()
                            .set(Setting.NETBOX_URL, "http://api/")
                            .build()
                            .netBox()
                            .url())
                    .hasToString("http://api");
        }

        @Test
        void isKeptUpToTheApi() {
            assertThat(complete()
                            .set(Setting.NETBOX_URL, "https://lab.example/netbox/api/")
                            .build()
                            .netBox()
                            .url())
                    .hasToString("https://lab.example/netbox");
        }

        @Test
        void isRefusedWithPortZero() {
            assertThat(mistakes(complete().set(Setting.NETBOX_URL, "http://h:0"))
                            .problem()
                            .where())
                    .isEqualTo("NETBOX_URL has no valid host (letters, digits, - and .) or port (1 to 65535)");
        }
    }

    @Nested
    class RedisHost {

        @ParameterizedTest
        @ValueSource(strings = {"localhost", "redis.lab", "redis_1", "my-redis", "10.0.0.1", "::1", "[fe80::1]"})
        void isANameOrAnAddress(String value) {
            assertThat(complete().set(Setting.REDIS_HOST, value).build().redis().host())
                    .isEqualTo(value);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "redis://:hunter2@redis.lab:6379/0",
                    "rediss://default:hunter2@redis.lab",
                    "hunter2@redis.lab",
                    "redis.lab/hunter2",
                    "redis.lab?password=hunter2",
                    "redis.lab hunter2",
                    "hünter2"
                })
        void thatIsNeitherIsRefusedWithoutShowingIt(String value) {
            ConfigurationException refused = mistakes(complete().set(Setting.REDIS_HOST, value));

            assertThat(refused.problem().where()).isEqualTo("REDIS_HOST is not a host name or address (host of Redis)");
            assertThat(refused).message().doesNotContain("hunter2", "hünter2");
        }
    }

    @Nested
    class AllowedHosts {

        @Test
        void thatAreAddressesAreRefusedWithoutShowingThem() {
            ConfigurationException refused =
                    mistakes(complete().set(Setting.POC_STATE_ALLOWED_HOSTS, "lab.example,http://u:hunter2@h"));

            assertThat(refused.problem().where())
                    .isEqualTo("POC_STATE_ALLOWED_HOSTS holds something that is not a host name or address");
        }

        @Test
        void hostsAreAllowedByTheBuilderToo() {
            assertThat(complete().allowedHosts("netbox.lab", "10.0.0.7").build().allowedHosts())
                    .isEqualTo(Set.of("netbox.lab", "10.0.0.7"));
        }
    }
}
