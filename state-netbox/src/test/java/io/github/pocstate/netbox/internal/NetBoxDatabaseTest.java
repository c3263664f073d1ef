package io.github.pocstate.netbox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Setting;
import io.github.pocstate.netbox.EmbeddedRedis;
import io.github.pocstate.netbox.Specimens;
import io.github.pocstate.netbox.internal.client.NetBoxVersion;
import io.github.pocstate.netbox.redis.RedisServer;
import io.github.pocstate.spi.DatabaseGuide.Part;
import io.github.pocstate.spi.KeptKey;
import io.github.pocstate.testkit.FreePort;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

class NetBoxDatabaseTest {

    @RegisterExtension
    static final EmbeddedRedis REDIS = new EmbeddedRedis();

    private static final Predicate<String> ALL_TABLES = table -> true;

    private RedisServer redis;

    @BeforeEach
    void connect() {
        redis = REDIS.connect();
    }

    @AfterEach
    void disconnect() {
        redis.close();
    }

    private static PocConfig.Builder config() {
        return Specimens.config()
                .redis("127.0.0.1", REDIS.port())
                .database("postgresql://netbox:s3cr3t@127.0.0.1:5432/netbox");
    }

    private NetBoxDatabase guide(PocConfig config) {
        return new NetBoxDatabase(config, config.database().orElseThrow(), new NetBoxVersion(4, 7, 3), redis, () -> {});
    }

    @Test
    void itNamesTheApplicationWithItsVersion() {
        assertThat(guide(config().build()).application()).isEqualTo("NetBox 4.7.3");
    }

    @Test
    void theQueuesGoWithTheDatabase() {
        redis.clear(EmbeddedRedis.DISCOVERY_QUEUE);
        redis.push(EmbeddedRedis.DISCOVERY_QUEUE, () -> {}, List.of("first", "second"));
        NetBoxDatabase guide = guide(config().build());

        assertThat(guide.keys().names())
                .containsExactlyInAnyOrder(EmbeddedRedis.DISCOVERY_QUEUE, EmbeddedRedis.UPDATE_QUEUE);
        assertThat(guide.keys().read())
                .singleElement()
                .isEqualTo(new KeptKey(
                        EmbeddedRedis.DISCOVERY_QUEUE, Optional.empty(), List.of("second", "first"), Optional.empty()));
    }

    @Test
    void sessionsAreKeptOrNotAsTheSettingsSay() {
        assertThat(guide(config().build()).part("django_session")).isEqualTo(Part.LIVE);
        PocConfig config =
                config().set(Setting.POC_STATE_KEEP_SESSIONS, "false").build();
        assertThat(guide(config).part("django_session")).isEqualTo(Part.DERIVED);
        assertThat(guide(config).part("users_user", "last_login")).isEqualTo(Part.DERIVED);
    }

    @Nested
    class Forgetting {

        private RedissonClient cache;

        @BeforeEach
        void fillTheCache() {
            Config config = new Config();
            config.setCodec(StringCodec.INSTANCE);
            config.useSingleServer()
                    .setAddress(REDIS.address())
                    .setDatabase(3)
                    .setConnectionMinimumIdleSize(1)
                    .setSubscriptionConnectionMinimumIdleSize(0);
            cache = Redisson.create(config);
            List.of(":1:config", ":1:config_version", ":1:latest_release")
                    .forEach(key -> cache.getBucket(key).set("x"));
        }

        @AfterEach
        void close() {
            cache.shutdown();
        }

        private PocConfig cachedAt(String address) {
            return config().set(Setting.NETBOX_CACHE_URL, address).build();
        }

        @Test
        void theCopyOfTheConfigurationGoesAndNothingElse() {
            NetBoxDatabase guide = guide(cachedAt(REDIS.address() + "/3"));
            guide.forget(ALL_TABLES);
            guide.forget(ALL_TABLES);
            assertThat(cache.getKeys().getKeys()).containsExactly(":1:latest_release");
        }

        @Test
        void nothingIsForgottenAsLongAsTheConfigurationIsTheSame() {
            guide(cachedAt("redis://127.0.0.1:" + FreePort.next() + "/3")).forget("dcim_site"::equals);
            assertThat(cache.getKeys().count()).isEqualTo(3);
        }

        @Test
        void aHostThatNobodyAllowedIsNotWrittenTo() {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(
                            () -> guide(cachedAt("redis://192.0.2.1:6379/3")).forget(ALL_TABLES))
                    .withMessageContaining("The host [192.0.2.1] may not be written to");
        }

        @Test
        void aCacheThatIsNotThereIsNamedWithItsSetting() {
            String nowhere = "redis://:s3cr3t@127.0.0.1:" + FreePort.next();
            assertThatExceptionOfType(UnreachableException.class)
                    .isThrownBy(() -> guide(cachedAt(nowhere + "/3")).forget(ALL_TABLES))
                    .withMessageContaining("Redis cannot be reached.")
                    .withMessageContaining("check NETBOX_CACHE_URL and that Redis runs")
                    .withMessageNotContaining("s3cr3t");
        }
    }
}
