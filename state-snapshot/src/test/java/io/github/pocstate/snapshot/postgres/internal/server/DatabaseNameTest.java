package io.github.pocstate.snapshot.postgres.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DatabaseNameTest {

    private static final SnapshotId ID = new SnapshotId("phase-1", Instant.parse("2026-01-31T12:00:00Z"));

    @Test
    void isReadBackFromItsText() {
        DatabaseName name = new DatabaseName("netbox", Kind.SPARE, ID, "a1b2");

        assertThat(name.toString()).startsWith("netbox.c.phase-1-20260131T120000Z.a1b2");
        assertThat(DatabaseName.parse("netbox", name.toString())).contains(name);
    }

    @Test
    void fitsIntoTheBytesThatPostgresAllows() {
        SnapshotId longest = new SnapshotId("a".repeat(20), ID.taken());

        assertThat(DatabaseName.snapshot("ä".repeat(31), longest).toString())
                .hasSizeLessThanOrEqualTo(63)
                .matches("\\p{ASCII}+");
    }

    @Test
    void anotherDatabasesIsNotOurs() {
        String name = DatabaseName.snapshot("netbox_production", ID).toString();

        assertThat(DatabaseName.parse("netbox_production", name)).isPresent();
        assertThat(DatabaseName.parse("netbox_pr", name)).isEmpty();
        assertThat(DatabaseName.parse("netbox_preview", name)).isEmpty();
    }

    @Test
    void aForeignNameOfTheSameShapeIsNotOurs() {
        assertThat(DatabaseName.parse("netbox", "netbox.s.phase-1-20260131T120000Z.0000123456"))
                .isEmpty();
        assertThat(DatabaseName.parse("netbox", "netbox")).isEmpty();
        assertThat(DatabaseName.parse("netbox", "netbox_s_phase-1")).isEmpty();
    }
}
