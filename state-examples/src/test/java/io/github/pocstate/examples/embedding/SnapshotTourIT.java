package io.github.pocstate.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.lab.EmbeddedLab;
import io.github.pocstate.snapshot.Snapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/snapshots.md} on small labs of their own. */
class SnapshotTourIT {

    @Test
    void everyExampleDoesWhatItSays(@TempDir Path directory) {
        try (EmbeddedLab here = EmbeddedLab.builder().servers(5).start();
                EmbeddedLab there = EmbeddedLab.builder().servers(7).start()) {
            SnapshotTour.blink(here.config().build());
            try (PocSession lab = PocSession.open(here.config().build());
                    PocSession other = PocSession.open(there.config().build())) {
                assertThat(lab.snapshots().list())
                        .extracting(snapshot -> snapshot.id().label())
                        .contains("phase-1", "phase-2");
                SnapshotTour.verbs(lab);
                assertThat(lab.verify(Phase.TWO).passed()).isTrue();
                SnapshotTour.choices(lab);
                assertThat(lab.verify(Phase.TWO).passed()).isTrue();
                SnapshotTour.travel(lab, other, directory.resolve("two.zip"));
                assertThat(other.snapshots().list()).extracting(Snapshot::phase).isNotEmpty();
            }
        }
    }
}
