package io.github.pocstate.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.LockStatus;
import io.github.pocstate.LockStatus.Holder;
import io.github.pocstate.Phase;
import io.github.pocstate.Problem;
import io.github.pocstate.ProgressListener;
import io.github.pocstate.RejectedException;
import io.github.pocstate.RestoreException;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.testkit.FakeLab;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineObstaclesTest extends EngineFixture {

    EngineObstaclesTest() {
        super(2);
    }

    @Test
    void aLockedLabIsNotEvenRead() {
        lab.lock().giveTo(new Holder("jenkins, process 4711", "ci-3", Instant.EPOCH, "burn-in"));

        assertThatThrownBy(() -> restore(Phase.TWO))
                .isInstanceOf(UnfitLabException.class)
                .hasMessageStartingWith(
                        "The lab is locked by jenkins, process 4711 on ci-3 since 1970-01-01T00:00:00Z for [burn-in].");
        assertThat(lab.diary()).isEmpty();
        assertThat(lab.lock().holder()).map(Holder::owner).hasValue("jenkins, process 4711");
    }

    @Test
    void aLockThatWasLostMidwayStopsTheRestoreBeforeItsNextStep() {
        Holder other = new Holder("jenkins, process 4711", "ci-3", Instant.EPOCH, "burn-in");
        RestoreOptions options = RestoreOptions.builder()
                .listener(new ProgressListener() {
                    @Override
                    public void finished(String stage) {
                        if (stage.startsWith("status")) {
                            lab.lock().giveTo(other);
                        }
                    }
                })
                .build();

        assertThatThrownBy(() -> engine.restore(goal(Phase.TWO), options))
                .isInstanceOf(RestoreException.class)
                .hasMessageContaining("stopped. The lock of this lab was lost.");
        assertThat(lab.diary()).filteredOn(line -> line.contains("[addresses]")).isEmpty();
        assertThat(lab.lock().holder()).contains(other);
    }

    @Test
    void whoeverBreaksTheLockIsToldWhoseItWas() {
        Holder other = new Holder("jenkins, process 4711", "ci-3", Instant.EPOCH, "burn-in");
        lab.lock().giveTo(other);

        assertThat(engine.lockStatus().holder()).contains(other);
        assertThat(engine.breakLock().holder()).contains(other);
        assertThat(engine.lockStatus()).isEqualTo(LockStatus.FREE).hasToString("free");
    }

    @Test
    void aRefusedAdmissionWritesNothingAndFreesTheLock() {
        RejectedException refused = new RejectedException(new Problem("No.", "host", "allow it"));
        lab.breakAdmission(refused);

        assertThatThrownBy(() -> restore(Phase.TWO)).isSameAs(refused);
        assertThat(lab.diary()).containsExactly("lock", "observe", "admit", "unlock");
        assertThat(lab.lock().holder()).isEmpty();
    }

    @Test
    void anUnreadableLabFreesTheLock() {
        RuntimeException silence = FakeLab.silence();
        lab.breakObservation(silence);

        assertThatThrownBy(() -> restore(Phase.TWO)).isSameAs(silence);
        assertThat(lab.diary()).containsExactly("lock", "observe", "unlock");
    }

    @Test
    void aMissingWayFreesTheLock() {
        lab.withdraw(Phase.TWO);

        assertThatThrownBy(() -> restore(Phase.TWO)).isInstanceOf(UnfitLabException.class);
        assertThat(lab.diary()).containsExactly("lock", "observe", "unlock");
    }

    @Test
    void aBugInAStepIsNotDressedUpAndFreesTheLock() {
        IllegalStateException bug = new IllegalStateException("bug");
        lab.breakStep("status failed", 1, FakeLab.ONCE, () -> bug);

        assertThatThrownBy(() -> restore(Phase.TWO)).isSameAs(bug);
        assertThat(lab.diary()).containsExactly("lock", "observe", "admit", "write srv-01 [devices]", "unlock");
        assertThat(listener.open()).isEmpty();
    }

    @Test
    void theNextRestoreFinishesWhatABugInterrupted() {
        lab.breakStep("status failed", 1, FakeLab.ONCE, () -> new IllegalStateException("bug"));
        assertThatThrownBy(() -> restore(Phase.TWO)).isInstanceOf(IllegalStateException.class);

        RestoreReport report = restore(Phase.TWO);

        assertThat(report.verified()).isTrue();
        assertThat(report.changed()).containsExactly(Map.entry("addresses", 2), Map.entry("devices", 1));
    }
}
