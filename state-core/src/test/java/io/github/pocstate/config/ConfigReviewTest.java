package io.github.pocstate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.config.GivenSetting.Source;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigReviewTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";

    private static GivenSetting of(ConfigReview review, Setting setting) {
        return review.settings().get(setting.ordinal());
    }

    @Test
    void everySettingIsThereWithItsValueAndWhereItComesFrom() {
        Map<String, String> environment = Map.of("NETBOX_URL", "http://netbox.lab/api/", "NETBOX_TOKEN", TOKEN);
        ConfigReview review = PocConfig.builder()
                .set(Setting.REDIS_PORT, "6380")
                .from(environment::get, Map.of("redis.host", "redis.lab")::get)
                .review();

        assertThat(review.settings()).extracting(GivenSetting::setting).containsExactly(Setting.values());
        assertThat(of(review, Setting.NETBOX_URL).value()).isEqualTo("http://netbox.lab");
        assertThat(of(review, Setting.NETBOX_URL).source()).isEqualTo(Source.ENVIRONMENT);
        assertThat(of(review, Setting.REDIS_HOST).source()).isEqualTo(Source.SYSTEM_PROPERTY);
        assertThat(of(review, Setting.REDIS_PORT).source()).isEqualTo(Source.CODE);
        assertThat(of(review, Setting.POC_STATE_TAG).source()).isEqualTo(Source.DEFAULT);
        assertThat(review.wrong()).isEmpty();
    }

    @Test
    void secretsAreHiddenAndAddressesShownWithoutThem() {
        ConfigReview review = PocConfig.builder()
                .set(Setting.NETBOX_URL, "http://netbox.lab")
                .set(Setting.NETBOX_TOKEN, TOKEN)
                .set(Setting.REDIS_PASSWORD, "opensesame")
                .database("postgresql://netbox:opensesame@db.lab:5432/netbox?sslmode=require")
                .set(Setting.NETBOX_CACHE_URL, "redis://:opensesame@cache.lab:6379/1")
                .review();

        assertThat(review.toString()).doesNotContain(TOKEN).doesNotContain("opensesame");
        assertThat(of(review, Setting.NETBOX_TOKEN).value()).isEqualTo("****");
        assertThat(of(review, Setting.NETBOX_DB_URL).value()).isEqualTo("postgresql://db.lab:5432/netbox");
        assertThat(of(review, Setting.NETBOX_CACHE_URL).value()).isEqualTo("redis://cache.lab:6379/1");
    }

    @Test
    void mistakesAreToldBySettingAndTheRestCanBeUsed() {
        ConfigReview review = PocConfig.builder()
                .set(Setting.NETBOX_URL, "http://user:opensesame@netbox.lab")
                .set(Setting.POC_STATE_TIMEOUT, "soon")
                .redis("redis.lab", 6380)
                .review();

        assertThat(review.wrong())
                .containsExactlyInAnyOrder(Setting.NETBOX_URL, Setting.NETBOX_TOKEN, Setting.POC_STATE_TIMEOUT);
        assertThat(of(review, Setting.NETBOX_URL).mistakes())
                .containsExactly("NETBOX_URL holds a user name or password; use NETBOX_TOKEN");
        assertThat(review.toString()).doesNotContain("opensesame");
        assertThat(review.config().redis().host()).isEqualTo("redis.lab");
        assertThat(review.config().netBox().timeout()).hasSeconds(120);
    }
}
