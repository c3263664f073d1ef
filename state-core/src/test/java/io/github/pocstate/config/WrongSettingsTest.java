package io.github.pocstate.config;

import static io.github.pocstate.config.PocConfigFixture.complete;
import static io.github.pocstate.config.PocConfigFixture.mistakeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Fault;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WrongSettingsTest {

    @Nested
    class WithMistakes {

        @Test
        void withoutAnythingBothRequiredSettingsAreNamed() {
            assertThatThrownBy(() -> PocConfig.builder().build())
                    .isInstanceOfSatisfying(
                            ConfigurationException.class,
                            e -> assertThat(e.fault()).isEqualTo(Fault.USER))
                    .hasMessage("""
                            2 settings are wrong.
                              where: NETBOX_URL is not set (address of NetBox, such as http://127.0.0.1:8000)
                                     NETBOX_TOKEN is not set (API token, 40 characters (Token) or nbt_… (Bearer))
                              do:    set them in the environment, as system properties or through PocConfig.builder()""");
        }

        @Test
        void oneMistakeIsSingular() {
            assertThatThrownBy(() -> complete().set(Setting.REDIS_PORT, "sixty").build())
                    .hasMessage("""
                            A setting is wrong.
                              where: REDIS_PORT is [sixty], it must be a number from 1 to 65535
                              do:    set them in the environment, as system properties or through PocConfig.builder()""");
        }

        @Test
        void allAreToldAtOnce() {
            PocConfig.Builder builder = PocConfig.builder()
                    .set(Setting.NETBOX_URL, "ftp://netbox.lab")
                    .set(Setting.NETBOX_TOKEN, "two words")
                    .set(Setting.REDIS_HOST, " ")
                    .set(Setting.REDIS_PORT, "65536")
                    .set(Setting.REDIS_QUEUE, "same")
                    .set(Setting.REDIS_UPDATE_QUEUE, "same")
                    .set(Setting.POC_STATE_NIC_NAMES, "eth0")
                    .set(Setting.POC_STATE_TAG, "my tag")
                    .set(Setting.POC_STATE_TIMEOUT, "0")
                    .set(Setting.POC_STATE_LOCK_TIMEOUT, "-1")
                    .set(Setting.POC_STATE_IN_FLIGHT, "33")
                    .set(Setting.POC_STATE_CABLE_WRITES, "by hand");

            assertThatThrownBy(builder::build)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("""
                            11 settings are wrong.
                              where: NETBOX_URL is not an http or https address (address of NetBox, such as http://127.0.0.1:8000)
                                     NETBOX_TOKEN holds characters that no token has; is it quoted or cut?
                                     POC_STATE_TIMEOUT is [0], it must be a number from 1 to 86400
                                     POC_STATE_IN_FLIGHT is [33], it must be a number from 1 to 32
                                     POC_STATE_CABLE_WRITES is [by hand], it must be auto, patch or recreate
                                     REDIS_HOST is not set (host of Redis)
                                     REDIS_PORT is [65536], it must be a number from 1 to 65535
                                     REDIS_QUEUE and REDIS_UPDATE_QUEUE name the same list [same]
                                     POC_STATE_NIC_NAMES is [eth0], it must name two interfaces
                                     POC_STATE_TAG is [my tag], a slug has letters, digits, - and _ only
                                     POC_STATE_LOCK_TIMEOUT is [-1], it must be a number from 0 to 86400
                              do:    set them in the environment, as system properties or through PocConfig.builder()""");
        }

        @Test
        void aBuilderCanBeMendedAndBuiltAgain() {
            PocConfig.Builder builder = complete().set(Setting.REDIS_PORT, "0");
            assertThatThrownBy(builder::build).isInstanceOf(ConfigurationException.class);

            assertThat(builder.set(Setting.REDIS_PORT, "1").build().redis().port())
                    .isEqualTo(1);
        }

        @ParameterizedTest
        @EnumSource(
                value = Setting.class,
                mode = EnumSource.Mode.INCLUDE,
                names = {
                    "NETBOX_URL",
                    "NETBOX_TOKEN",
                    "REDIS_HOST",
                    "REDIS_QUEUE",
                    "REDIS_UPDATE_QUEUE",
                    "POC_STATE_SERVER_ROLE",
                    "POC_STATE_BMC_INTERFACE",
                    "POC_STATE_MGMT_INTERFACE",
                    "POC_STATE_NIC_DESCRIPTION",
                    "POC_STATE_BMC_PREFIX_ROLE",
                    "POC_STATE_TAG"
                })
        void whatMustHaveTextIsNotBlank(Setting setting) {
            assertThat(mistakeOf(complete().set(setting, "  ")))
                    .isEqualTo(setting + " is not set (" + setting.description() + ")");
        }
    }

    @Nested
    class Numbers {

        @ParameterizedTest
        @CsvSource({
            "REDIS_PORT, 0, 1, 65535",
            "REDIS_PORT, 65536, 1, 65535",
            "REDIS_PORT, 99999999999, 1, 65535",
            "POC_STATE_TIMEOUT, 0, 1, 86400",
            "POC_STATE_TIMEOUT, 86401, 1, 86400",
            "POC_STATE_TIMEOUT, 1.5, 1, 86400",
            "POC_STATE_LOCK_TIMEOUT, -1, 0, 86400",
            "POC_STATE_LOCK_TIMEOUT, 60s, 0, 86400",
            "POC_STATE_LOCK_TIMEOUT, '', 0, 86400",
            "POC_STATE_IN_FLIGHT, 0, 1, 32",
            "POC_STATE_IN_FLIGHT, 33, 1, 32",
        })
        void outOfRangeAreRefusedWithTheRange(Setting setting, String value, int lowest, int highest) {
            assertThat(mistakeOf(complete().set(setting, value)))
                    .isEqualTo(
                            "%s is [%s], it must be a number from %d to %d".formatted(setting, value, lowest, highest));
        }

        @ParameterizedTest
        @CsvSource({
            "REDIS_PORT, tcp://10.0.0.1:6379, 1, 65535",
            "REDIS_PORT, tcp://:hunter2@redis.lab:6379, 1, 65535",
            "REDIS_PORT, hunter2!, 1, 65535",
            "REDIS_PORT, hunter 2, 1, 65535",
            "REDIS_PORT, 123456789012345678901, 1, 65535",
            "POC_STATE_TIMEOUT, hunter2@netbox, 1, 86400",
            "POC_STATE_IN_FLIGHT, hünter2, 1, 32",
        })
        void ofOddCharactersOrTooLongAreRefusedWithoutShowingThem(
                Setting setting, String value, int lowest, int highest) {
            assertThat(mistakeOf(complete().set(setting, value)))
                    .isEqualTo(
                            "%s is no number, it must be a number from %d to %d".formatted(setting, lowest, highest));
        }

        @Test
        void ofTwentyCharactersAreStillShown() {
            assertThat(mistakeOf(complete().set(Setting.REDIS_PORT, "12345678901234567890")))
                    .isEqualTo("REDIS_PORT is [12345678901234567890], it must be a number from 1 to 65535");
        }

        @ParameterizedTest
        @CsvSource({
            "REDIS_PORT, 1",
            "REDIS_PORT, 65535",
            "POC_STATE_TIMEOUT, 1",
            "POC_STATE_TIMEOUT, 86400",
            "POC_STATE_LOCK_TIMEOUT, 0",
            "POC_STATE_IN_FLIGHT, 1",
            "POC_STATE_IN_FLIGHT, 32",
        })
        void atTheLimitsAreTaken(Setting setting, String value) {
            assertThat(complete().set(setting, value).build()).isNotNull();
        }
    }

    @Nested
    class PairsAndQueues {

        @ParameterizedTest
        @CsvSource({
            "eth0, 'POC_STATE_NIC_NAMES is [eth0], it must name two interfaces'",
            "'a,b,c', 'POC_STATE_NIC_NAMES is [a, b, c], it must name two interfaces'"
        })
        void anotherNumberOfNicsIsRefused(String value, String mistake) {
            assertThat(mistakeOf(complete().set(Setting.POC_STATE_NIC_NAMES, value)))
                    .isEqualTo(mistake);
        }

        @ParameterizedTest
        @CsvSource({
            "'eth0,eth0', '[eth0, eth0]'",
            "'eth0, eth0 ,', '[eth0, eth0]'",
            "'eth0,eth1,eth0', '[eth0, eth1, eth0]'",
            "'eth0,eth0,eth1', '[eth0, eth0, eth1]'"
        })
        void theSameNicTwiceIsRefused(String value, String shown) {
            assertThat(mistakeOf(complete().set(Setting.POC_STATE_NIC_NAMES, value)))
                    .isEqualTo("POC_STATE_NIC_NAMES is " + shown + ", it must name two interfaces");
        }

        @Test
        void commasAloneNameNoNic() {
            assertThat(complete()
                            .set(Setting.POC_STATE_NIC_NAMES, " , ")
                            .build()
                            .lab()
                            .nicNames())
                    .isEmpty();
        }

        @Test
        void equalQueuesAreRefused() {
            assertThat(mistakeOf(complete().set(Setting.REDIS_QUEUE, "netbox:phase2:update_server_prod_nics")))
                    .isEqualTo("REDIS_QUEUE and REDIS_UPDATE_QUEUE name the same list"
                            + " [netbox:phase2:update_server_prod_nics]");
        }
    }
}
