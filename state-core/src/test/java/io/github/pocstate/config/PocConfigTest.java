package io.github.pocstate.config;

import static io.github.pocstate.config.PocConfigFixture.PASSWORD;
import static io.github.pocstate.config.PocConfigFixture.TOKEN;
import static io.github.pocstate.config.PocConfigFixture.complete;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.config.NetBoxSettings.CableWrites;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PocConfigTest {

    @Nested
    class WithNothingButUrlAndToken {

        private final PocConfig config = complete().build();

        @Test
        void netBoxHasItsDefaults() {
            NetBoxSettings netBox = config.netBox();

            assertThat(netBox.url()).isEqualTo(URI.create("http://netbox.lab:8000"));
            assertThat(netBox.token().reveal()).isEqualTo(TOKEN);
            assertThat(netBox.timeout()).isEqualTo(Duration.ofSeconds(120));
            assertThat(netBox.inFlight()).isEqualTo(4);
            assertThat(netBox.cableWrites()).isEqualTo(CableWrites.AUTO);
        }

        @Test
        void redisHasItsDefaults() {
            RedisSettings redis = config.redis();

            assertThat(redis.host()).isEqualTo("localhost");
            assertThat(redis.port()).isEqualTo(6379);
            assertThat(redis.password()).isEmpty();
            assertThat(redis.discoveryQueue()).isEqualTo("netbox:bmc:discovered");
            assertThat(redis.updateQueue()).isEqualTo("netbox:phase2:update_server_prod_nics");
            assertThat(redis.timeout()).isEqualTo(Duration.ofSeconds(120));
        }

        @Test
        void theLabHasItsDefaults() {
            assertThat(config.lab())
                    .isEqualTo(new LabSettings(
                            "server",
                            "bmc",
                            "mgmt0",
                            "Production Network SFP Interface",
                            List.of(),
                            "bmc-management",
                            "poc-state"));
        }

        @Test
        void onlyLoopbackMayBeWrittenToAndTheLockWaitsAMinute() {
            assertThat(config.allowedHosts()).isEmpty();
            assertThat(config.lockTimeout()).isEqualTo(Duration.ofSeconds(60));
        }
    }

    @Nested
    class WithEverythingSet {

        private final PocConfig config = complete()
                .redis("redis.lab", 6380)
                .set(Setting.REDIS_PASSWORD, PASSWORD)
                .set(Setting.REDIS_QUEUE, "discovered")
                .set(Setting.REDIS_UPDATE_QUEUE, "updates")
                .set(Setting.POC_STATE_SERVER_ROLE, "compute")
                .set(Setting.POC_STATE_BMC_INTERFACE, "ipmi")
                .set(Setting.POC_STATE_MGMT_INTERFACE, "mgmt1")
                .set(Setting.POC_STATE_NIC_DESCRIPTION, "Production")
                .set(Setting.POC_STATE_NIC_NAMES, " eth0 , eth1 ")
                .set(Setting.POC_STATE_BMC_PREFIX_ROLE, "oob")
                .set(Setting.POC_STATE_TAG, "my-lab_2")
                .set(Setting.POC_STATE_ALLOWED_HOSTS, "netbox.lab, redis.lab,netbox.lab,")
                .set(Setting.POC_STATE_TIMEOUT, " 30 ")
                .set(Setting.POC_STATE_LOCK_TIMEOUT, "0")
                .set(Setting.POC_STATE_IN_FLIGHT, "32")
                .set(Setting.POC_STATE_CABLE_WRITES, "Recreate")
                .build();

        @Test
        void everyValueArrives() {
            assertThat(config.netBox().timeout()).isEqualTo(Duration.ofSeconds(30));
            assertThat(config.netBox().inFlight()).isEqualTo(32);
            assertThat(config.netBox().cableWrites()).isEqualTo(CableWrites.RECREATE);
            assertThat(config.redis().host()).isEqualTo("redis.lab");
            assertThat(config.redis().port()).isEqualTo(6380);
            assertThat(config.redis().password()).map(Secret::reveal).hasValue(PASSWORD);
            assertThat(config.redis().discoveryQueue()).isEqualTo("discovered");
            assertThat(config.redis().updateQueue()).isEqualTo("updates");
            assertThat(config.redis().timeout()).isEqualTo(Duration.ofSeconds(30));
            assertThat(config.lab())
                    .isEqualTo(new LabSettings(
                            "compute", "ipmi", "mgmt1", "Production", List.of("eth0", "eth1"), "oob", "my-lab_2"));
            assertThat(config.allowedHosts()).isEqualTo(Set.of("netbox.lab", "redis.lab"));
            assertThat(config.lockTimeout()).isZero();
        }

        @Test
        void noSecretIsPrinted() {
            assertThat(List.of(
                            config.toString(),
                            config.netBox().toString(),
                            config.redis().toString()))
                    .allSatisfy(text -> assertThat(text).contains("****").doesNotContain(TOKEN, PASSWORD));
        }

        @Test
        void nothingCanBeChangedAfterwards() {
            assertThatThrownBy(() -> config.allowedHosts().add("evil"))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> config.lab().nicNames().add("eth2"))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
