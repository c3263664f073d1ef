package io.github.pocstate.netbox.model;

import static io.github.pocstate.netbox.Specimens.lab;
import static io.github.pocstate.netbox.Specimens.pool;
import static io.github.pocstate.netbox.Specimens.server;
import static io.github.pocstate.netbox.Specimens.wiring;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.LabSummary;
import io.github.pocstate.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InventoryTest {
    @Test
    void theSummaryCountsStatusesAndObjects() {
        Inventory inventory = lab(
                Scope.ALL,
                List.of(
                        server(1).inverted().status("failed").recorded().build(),
                        server(2).bmcAddress(5, "10.55.1.1/24").build(),
                        server(3).build()),
                List.of(pool(1, "10.55.1.0/24")),
                List.of("a"),
                List.of("b", "c"));

        assertThat(inventory.summary())
                .isEqualTo(new LabSummary(
                        3,
                        new TreeMap<>(Map.of("failed", 1, "offline", 2)),
                        new TreeMap<>(Map.of(
                                "addresses", 1,
                                "inverted servers", 1,
                                "journal entries", 1,
                                "discovery events", 1,
                                "update events", 2))));
    }

    @Test
    void theNewestRecordOfTheWiringCounts() {
        Server server = server(1)
                .recorded()
                .journal(20_000, new Note("danger", "newer", Optional.of(wiring(8, 9))))
                .journal(30_000, new Note("info", "without", Optional.empty()))
                .build();

        assertThat(server.recordedWiring()).contains(wiring(8, 9));
    }
}
