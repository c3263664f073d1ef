package io.github.pocstate.config;

import static io.github.pocstate.config.PocConfigFixture.PASSWORD;
import static io.github.pocstate.config.PocConfigFixture.complete;
import static io.github.pocstate.config.PocConfigFixture.mistakeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.ConfigurationException;
import java.net.URI;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {

    @Test
    void thereIsNoneUnlessItIsNamed() {
        assertThat(complete().build().database()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://net%40box:s%2Fecret+1@db.lab:5433/netbox?sslmode=require",
                "postgres://net%40box:s%2Fecret+1@db.lab:5433/netbox?sslmode=require",
                "jdbc:postgresql://net%40box:s%2Fecret+1@db.lab:5433/netbox?sslmode=require"
            })
    void anAddressIsTakenApart(String url) {
        DatabaseSettings database = complete().database(url).build().database().orElseThrow();

        assertThat(database.address()).isEqualTo(URI.create("postgresql://db.lab:5433/netbox?sslmode=require"));
        assertThat(database.user()).contains("net@box");
        assertThat(database.password().map(Secret::reveal)).contains("s/ecret+1");
        assertThat(database).asString().doesNotContain("ecret+1");
    }

    @Test
    void itHasItsDefaults() {
        DatabaseSettings database = complete()
                .redis("redis.lab", 6380)
                .database("postgresql://db.lab/netbox")
                .build()
                .database()
                .orElseThrow();

        assertThat(database.user()).isEmpty();
        assertThat(database.password()).isEmpty();
        assertThat(database.cache()).isEqualTo(URI.create("redis://redis.lab:6380/1"));
        assertThat(database.way()).isEqualTo(DatabaseSettings.Way.AUTO);
        assertThat(database.automatic()).isTrue();
        assertThat(database.keepSessions()).isTrue();
        assertThat(database.keep()).isEqualTo(3);
        assertThat(database.maxMegabytes()).isZero();
        assertThat(database.readyClones()).isZero();
    }

    @Test
    void credentialsMayComeApart() {
        DatabaseSettings database = complete()
                .database("postgresql://db.lab/netbox")
                .set(Setting.NETBOX_DB_USER, "netbox")
                .set(Setting.NETBOX_DB_PASSWORD, PASSWORD)
                .set(Setting.NETBOX_CACHE_URL, "rediss://:cache-secret@cache.lab:6379/2")
                .build()
                .database()
                .orElseThrow();

        assertThat(database.user()).contains("netbox");
        assertThat(database.password().map(Secret::reveal)).contains(PASSWORD);
        assertThat(database.cache()).isEqualTo(URI.create("rediss://cache.lab:6379/2"));
        assertThat(database.cachePassword().map(Secret::reveal)).contains("cache-secret");
    }

    @ParameterizedTest
    @CsvSource({
        "NETBOX_DB_URL, mysql://u:secret@h/d, is not the address of a database",
        "NETBOX_DB_URL, postgresql://u:secret@h, is not the address of a database",
        "NETBOX_DB_URL, secret, is not the address of a database",
        "NETBOX_DB_URL, postgresql://h/d?sslmode=require&password=secret, holds a user or password among its parameters",
        "NETBOX_CACHE_URL, redis://:secret@h/x, is not the address of a Redis database",
        "POC_STATE_SNAPSHOT_WAY, sideways, 'is [sideways], it must be auto, in-place or swap'",
        "POC_STATE_AUTO_SNAPSHOT, maybe, 'is [maybe], it must be true or false'",
        "POC_STATE_SNAPSHOT_KEEP, 0, 'is [0], it must be a number from 1 to 1000'",
        "POC_STATE_READY_CLONES, 6, 'is [6], it must be a number from 0 to 5'",
    })
    void mistakesAreToldWithoutTheSecret(Setting setting, String value, String mistake) {
        PocConfig.Builder builder =
                complete().database("postgresql://db.lab/netbox").set(setting, value);

        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(setting + " " + mistake)
                .hasMessageNotContaining("secret");
    }

    @Nested
    class WhereConnectionsLead {

        @Test
        void theCacheSpeaksTlsWhereRedisDoes() {
            PocConfig config = complete()
                    .set(Setting.REDIS_TLS, "true")
                    .database("postgresql://netbox@db.lab/netbox")
                    .build();

            assertThat(config.redis().tls()).isTrue();
            assertThat(config.redis().address()).isEqualTo("rediss://localhost:6379");
            assertThat(config.database().orElseThrow().cache()).hasToString("rediss://localhost:6379/1");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "PGHOST=prod.example",
                    "pghost=prod.example",
                    "sslmode=require&PGPORT=5433",
                    "PGDBNAME=other",
                    "service=prod",
                    "host=prod.example",
                    "hostaddr=192.0.2.1"
                })
        void aParameterOfTheDatabaseNamesNoOtherServer(String parameters) {
            assertThat(mistakeOf(complete().database("postgresql://localhost/netbox?" + parameters)))
                    .isEqualTo("NETBOX_DB_URL names a server or database among its parameters; write it as"
                            + " //host:port/database");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "postgresql://localhost:5432,prod.example:5432/netbox",
                    "postgresql://localhost,prod.example/netbox",
                    "postgresql:///netbox",
                    "postgresql://%2Fvar%2Frun%2Fpostgresql/netbox"
                })
        void theDatabaseIsOnOneHost(String address) {
            assertThat(mistakeOf(complete().database(address)))
                    .startsWith("NETBOX_DB_URL is not the address of a database");
        }
    }
}
