package io.github.pocstate.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SnapshotIdTest {

    private static final SnapshotId ID = new SnapshotId("phase-2", Instant.parse("2026-01-31T12:00:00.9Z"));

    @Test
    void isLabelAndSecond() {
        assertThat(ID).hasToString("phase-2-20260131T120000Z");
        assertThat(SnapshotId.parse(ID.toString())).contains(ID);
        assertThat(ID.next()).hasToString("phase-2-20260131T120001Z");
    }

    @Test
    void otherTextsAreNoIds() {
        assertThat(SnapshotId.parse("phase-2")).isEmpty();
        assertThat(SnapshotId.parse("-20260131T120000Z")).isEmpty();
        assertThat(SnapshotId.parse("phase-2-20261331T120000Z")).isEmpty();
    }

    @Test
    void aLabelMustFitIntoADatabasesName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SnapshotId("Phase 2", Instant.EPOCH))
                .withMessage("A label has 1 to 20 characters of a-z, 0-9 and inner hyphens: [Phase 2]");
        assertThatIllegalArgumentException().isThrownBy(() -> new SnapshotId("a".repeat(21), Instant.EPOCH));
    }

    @Test
    void theOlderComesFirst() {
        assertThat(ID).isLessThan(ID.next());
    }
}
