package io.github.pocstate.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.config.NetBoxSettings;
import io.github.pocstate.config.NetBoxSettings.CableWrites;
import io.github.pocstate.config.Secret;
import io.github.pocstate.lab.LabOfTests;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** By GraphQL on the real NetBox, over REST on the embedded one. */
@Tag("lab")
class NetBoxQuestionsIT {

    private final NetBoxQuestions questions = new NetBoxQuestions(new NetBoxSettings(
            URI.create(LabOfTests.variable("NETBOX_URL")),
            Secret.of(LabOfTests.variable("NETBOX_TOKEN")),
            Duration.ofSeconds(30),
            1,
            CableWrites.AUTO));
    private final Jdbi database = Jdbi.create(LabOfTests.jdbcUrl());

    @Test
    void theDevicesOfAStatusAreThoseInTheDatabase() {
        Map<String, Long> devices =
                database.withHandle(handle -> handle.select("SELECT status, count(*) FROM dcim_device GROUP BY status")
                        .reduceRows(new TreeMap<>(), (counts, row) -> {
                            counts.put(row.getColumn(1, String.class), row.getColumn(2, Long.class));
                            return counts;
                        }));

        assertThat(devices)
                .isNotEmpty()
                .allSatisfy((status, count) ->
                        assertThat(questions.count(DeviceQuery.all(status))).isEqualTo(count));
    }

    @Test
    void oneDeviceIsCountedIfItHasTheStatus() {
        long offline =
                database.withHandle(handle -> handle.select("SELECT min(id) FROM dcim_device WHERE status = 'offline'")
                        .mapTo(Long.class)
                        .one());

        assertThat(questions.count(new DeviceQuery("offline", OptionalLong.of(offline))))
                .isOne();
        assertThat(questions.count(new DeviceQuery("planned", OptionalLong.of(offline))))
                .isZero();
    }
}
