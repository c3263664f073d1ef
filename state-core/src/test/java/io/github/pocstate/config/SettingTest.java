package io.github.pocstate.config;

import static io.github.pocstate.config.PocConfigFixture.TOKEN;
import static io.github.pocstate.config.PocConfigFixture.complete;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingTest {

    @ParameterizedTest
    @CsvSource({
        "NETBOX_URL, netbox.url",
        "REDIS_UPDATE_QUEUE, redis.update.queue",
        "POC_STATE_ALLOWED_HOSTS, poc.state.allowed.hosts"
    })
    void theSystemPropertyIsTheNameInLowerCaseWithDots(Setting setting, String property) {
        assertThat(setting.property()).isEqualTo(property);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void everySettingIsDescribedAndOnlyUrlAndTokenAreRequired(Setting setting) {
        assertThat(setting.description()).isNotBlank();
        assertThat(setting.defaultValue().isEmpty())
                .isEqualTo(setting == Setting.NETBOX_URL || setting == Setting.NETBOX_TOKEN);
    }

    @Nested
    class Precedence {

        private final Map<String, String> environment =
                Map.of("NETBOX_URL", "http://environment", "NETBOX_TOKEN", TOKEN, "REDIS_HOST", "environment");
        private final Map<String, String> properties =
                Map.of("netbox.url", "http://property", "poc.state.server.role", "property");

        @Test
        void theEnvironmentWinsOverTheDefault() {
            assertThat(load(PocConfig.builder()).redis().host()).isEqualTo("environment");
        }

        @Test
        void aSystemPropertyWinsOverTheEnvironment() {
            assertThat(load(PocConfig.builder()).netBox().url()).hasToString("http://property");
        }

        @Test
        void aSystemPropertyWinsOverTheDefault() {
            assertThat(load(PocConfig.builder()).lab().serverRole()).isEqualTo("property");
        }

        @Test
        void theBuilderWinsOverBothBeforehand() {
            PocConfig.Builder builder = PocConfig.builder().set(Setting.NETBOX_URL, "http://builder");

            assertThat(load(builder).netBox().url()).hasToString("http://builder");
        }

        @Test
        void theBuilderWinsOverBothAfterwards() {
            PocConfig config = PocConfig.builder()
                    .from(environment::get, properties::get)
                    .netBox(URI.create("http://builder"), Secret.of("abc"))
                    .build();

            assertThat(config.netBox().url()).hasToString("http://builder");
            assertThat(config.netBox().token().reveal()).isEqualTo("abc");
        }

        @Test
        void theProcessIsAskedForAllOfThem() {
            String before = System.getProperty("poc.state.bmc.interface");
            System.setProperty("poc.state.bmc.interface", "ilo");
            try {
                assertThat(complete().fromEnvironment().build().lab().bmcInterface())
                        .isEqualTo("ilo");
            } finally {
                if (before == null) {
                    System.clearProperty("poc.state.bmc.interface");
                } else {
                    System.setProperty("poc.state.bmc.interface", before);
                }
            }
        }

        private PocConfig load(PocConfig.Builder builder) {
            return builder.from(environment::get, properties::get).build();
        }
    }
}
