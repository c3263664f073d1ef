package io.github.pocstate.snapshot.postgres.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.model.DatabaseFingerprint;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import io.github.pocstate.snapshot.postgres.model.SequenceState;
import io.github.pocstate.snapshot.postgres.model.ServerMark;
import io.github.pocstate.snapshot.postgres.model.TableFingerprint;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestJsonTest {

    private final Manifest snapshot = new Manifest(
            new SnapshotId("phase-1", Instant.parse("2026-01-31T12:00:00Z")),
            "O'Neill \\ \"somebody\"",
            new ServerMark(18, "2.41"),
            new DatabaseFingerprint(
                    "abc",
                    Map.of(new TableName("public", "a.\"b\""), new TableFingerprint(16384, 2, Long.MIN_VALUE)),
                    Map.of(new TableName("public", "a_id_seq"), new SequenceState(Long.MAX_VALUE, true))),
            Map.of(new TableName("public", "twin"), new TableFingerprint(1, 2, 3)),
            8_000_000_000L,
            Map.of("netbox", "4.7.3"));

    @Test
    void isReadBackAsItWasWritten() {
        assertThat(ManifestJson.read(ManifestJson.write(snapshot))).contains(snapshot);
    }

    @Test
    void commentsOfOthersAreNoManifests() {
        assertThat(ManifestJson.read("the production database")).isEmpty();
        assertThat(ManifestJson.read("")).isEmpty();
        assertThat(ManifestJson.read("{}")).isEmpty();
        assertThat(ManifestJson.read("{\"pocstate\":2}")).isEmpty();
    }
}
