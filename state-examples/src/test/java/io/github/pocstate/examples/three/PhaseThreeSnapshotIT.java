package io.github.pocstate.examples.three;

import static io.github.pocstate.netbox.assertj.PocStateAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.Strategy;
import io.github.pocstate.examples.embedding.SmallLab;
import io.github.pocstate.junit.InPhase;
import io.github.pocstate.junit.OnLab;
import io.github.pocstate.netbox.api.NetBox;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A phase that no module of ours knows is kept as a snapshot like any other. */
@OnLab(SmallLab.class)
@InPhase(0)
class PhaseThreeSnapshotIT {

    private static final Phase THREE = Phase.of("THREE");

    @Test
    void itIsKeptWhenItWasReachedAndComesBackByThatSnapshot(PocSession lab, NetBox netBox) {
        RestoreReport overApi = lab.restore(
                THREE, RestoreOptions.builder().strategy(Strategy.API).build());
        lab.restore(Phase.ZERO);

        RestoreReport back = lab.restore(
                THREE, RestoreOptions.builder().strategy(Strategy.SNAPSHOT).build());

        assertThat(back.snapshot().orElseThrow().snapshot().id())
                .isEqualTo(overApi.kept().orElseThrow().id());
        assertThat(back.snapshot().orElseThrow().rows()).isPositive();
        assertThat(lab).isIn(THREE).servers().haveStatus("active").haveCablesAsBuilt();
        assertThat(netBox.dcim()
                        .devices(Map.of("status", "active", "role", "compute-server"))
                        .count())
                .isEqualTo(12);
    }
}
