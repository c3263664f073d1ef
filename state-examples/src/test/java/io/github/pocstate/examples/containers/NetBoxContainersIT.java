package io.github.pocstate.examples.containers;

import static io.github.pocstate.netbox.assertj.PocStateAssertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The phases on the NetBox of netbox-docker; skipped, with the reason, where there is no Docker. */
// tag::test[]
@Testcontainers(disabledWithoutDocker = true)
class NetBoxContainersIT {

    @Container
    private static final NetBoxContainers CONTAINERS = new NetBoxContainers();

    @Test
    void theLabGoesToPhaseTwoAndOn() {
        try (PocSession lab = PocSession.open(CONTAINERS.config())) {
            lab.restore(Phase.TWO);
            assertThat(lab).isIn(Phase.TWO).updateQueue().hasOneEventPerServer();

            lab.restore(Phase.of("THREE"));
            assertThat(lab).servers().haveStatus("active").haveCablesAsBuilt();
        }
    }
}
// end::test[]
