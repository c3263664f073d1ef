package io.github.pocstate.config;

import static io.github.pocstate.config.PocConfigFixture.PASSWORD;
import static io.github.pocstate.config.PocConfigFixture.TOKEN;
import static io.github.pocstate.config.PocConfigFixture.complete;
import static io.github.pocstate.config.PocConfigFixture.mistakes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"hunter\n2", "hunter 2", "hünter2", "hunter\u00002", "hunter\t2"})
    void withImpossibleCharactersAreRefusedWithoutShowingThem(String token) {
        ConfigurationException refused = mistakes(complete().set(Setting.NETBOX_TOKEN, token));

        assertThat(refused.problem().where())
                .isEqualTo("NETBOX_TOKEN holds characters that no token has; is it quoted or cut?");
        assertThat(refused).message().doesNotContain("hunter", "hünter");
    }

    @Test
    void loseTheNewlineOfTheFileTheyCameFrom() {
        assertThat(complete()
                        .set(Setting.NETBOX_TOKEN, "nbt_abc.def\n")
                        .build()
                        .netBox()
                        .token()
                        .reveal())
                .isEqualTo("nbt_abc.def");
    }

    @Test
    void areNotShownByMistakesOfOtherSettings() {
        PocConfig.Builder builder =
                complete().set(Setting.REDIS_PASSWORD, PASSWORD).set(Setting.REDIS_PORT, "0");

        assertThat(mistakes(builder)).message().doesNotContain(TOKEN, PASSWORD);
    }

    @Test
    void areNotShownWhereSomebodyPutThemIntoAnAddressAHostOrAPort() {
        PocConfig.Builder builder = PocConfig.builder()
                .set(Setting.NETBOX_URL, "http://netbox.lab/api/?token=" + TOKEN)
                .set(Setting.NETBOX_TOKEN, TOKEN)
                .set(Setting.REDIS_HOST, "redis://:" + TOKEN + "@redis.lab")
                .set(Setting.REDIS_PORT, "tcp://:" + TOKEN + "@redis.lab:6379");

        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigurationException.class)
                .hasNoCause()
                .hasMessage("""
                        3 settings are wrong.
                          where: NETBOX_URL holds a query or fragment; give the address alone
                                 REDIS_HOST is not a host name or address (host of Redis)
                                 REDIS_PORT is no number, it must be a number from 1 to 65535
                          do:    set them in the environment, as system properties or through PocConfig.builder()""");
    }

    @Test
    void anEmptyPasswordIsNone() {
        assertThat(complete().set(Setting.REDIS_PASSWORD, "").build().redis().password())
                .isEmpty();
    }

    @Test
    void printStars() {
        assertThat(Secret.of(TOKEN)).hasToString("****");
        assertThat(Secret.of("")).hasToString("****");
        assertThat(Secret.of(TOKEN).reveal()).isEqualTo(TOKEN);
    }

    @Test
    void areMarkedAmongTheSettings() {
        assertThat(Setting.values())
                .filteredOn(Setting::isSecret)
                .containsExactly(
                        Setting.NETBOX_TOKEN,
                        Setting.REDIS_PASSWORD,
                        Setting.NETBOX_DB_URL,
                        Setting.NETBOX_DB_PASSWORD,
                        Setting.NETBOX_CACHE_URL);
    }
}
