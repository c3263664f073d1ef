package io.github.pocstate.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrunePolicyTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration NO_AGE = Duration.ofDays(10_000);

    private final Snapshot oldOne = snapshot("one", 9);
    private final Snapshot oldTwo = snapshot("two", 8);
    private final Snapshot newOne = snapshot("one", 1);
    private final List<Snapshot> all = List.of(newOne, oldTwo, oldOne);

    @Test
    void whatIsTooOldGoes() {
        assertThat(new PrunePolicy(0, Duration.ofDays(5), Long.MAX_VALUE).victims(all, NOW))
                .containsExactly(oldOne, oldTwo);
    }

    @Test
    void theNewestOfEachLabelStays() {
        assertThat(new PrunePolicy(1, Duration.ZERO, 0).victims(all, NOW)).containsExactly(oldOne);
    }

    @Test
    void theOldestGoUntilTheRestFits() {
        assertThat(new PrunePolicy(0, NO_AGE, 250).victims(all, NOW)).containsExactly(oldOne);
    }

    @Test
    void nothingGoesWithinTheLimits() {
        assertThat(new PrunePolicy(0, NO_AGE, 300).victims(all, NOW)).isEmpty();
    }

    private static Snapshot snapshot(String label, int daysAgo) {
        return new Snapshot(
                new SnapshotId(label, NOW.minus(Duration.ofDays(daysAgo))),
                Optional.empty(),
                "NetBox 4.7.3",
                "somebody",
                100);
    }
}
