package io.github.pocstate.examples.embedding;

import static io.github.pocstate.netbox.assertj.PocStateAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.PocSession;
import io.github.pocstate.junit.OnLab;
import io.github.pocstate.junit.ReadOnlyPhase;
import io.github.pocstate.netbox.api.NetBox;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests that only read, and share a phase. */
// tag::read-only[]
@OnLab(SmallLab.class)
@ReadOnlyPhase(2)
class CableValidationIT {

    @Test
    void failedEveryServer(PocSession lab) {
        assertThat(lab).servers().haveStatus("failed");
    }

    @Test
    void queuedOneEventForEach(PocSession lab) {
        assertThat(lab).updateQueue().hasOneEventPerServer();
    }

    @Test
    void wroteOneJournalEntryForEach(NetBox netBox) {
        assertThat(netBox.extras().journalEntries(Map.of("tag", "poc-state")).count())
                .isEqualTo(12);
    }
}
// end::read-only[]
