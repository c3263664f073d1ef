package io.github.pocstate.snapshot.postgres.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.doctor.Finding;
import io.github.pocstate.doctor.Outcome;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskRoomTest {

    @TempDir
    private Path directory;

    private Finding of(String host, Optional<String> path, long size) {
        return DiskRoom.finding(host, path, size, 2_000_000, 0, "PostgreSQL here");
    }

    @Test
    void isSeenOnThisMachine() {
        Finding finding = of("127.0.0.1", Optional.of(directory.toString()), 1_000_000);

        assertThat(finding.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(finding.what()).endsWith("MB free; the database has 1 MB, its snapshots and clones 2 MB");
    }

    @Test
    void isTooLittleForADatabaseLargerThanTheDisk() {
        Finding finding = of("127.0.0.1", Optional.of(directory.toString()), Long.MAX_VALUE / 8);

        assertThat(finding.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(finding.remedy().orElseThrow()).contains("poc-state snapshot prune");
    }

    @Test
    void isNotGuessedElsewhere() {
        assertThat(of("192.0.2.1", Optional.of(directory.toString()), 1).outcome())
                .isEqualTo(Outcome.SKIPPED);
        assertThat(of("127.0.0.1", Optional.of("/no/such/directory"), 1).outcome())
                .isEqualTo(Outcome.SKIPPED);
        assertThat(of("127.0.0.1", Optional.empty(), 1).outcome()).isEqualTo(Outcome.SKIPPED);
    }
}
