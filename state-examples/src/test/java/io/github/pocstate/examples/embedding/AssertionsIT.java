package io.github.pocstate.examples.embedding;

import static io.github.pocstate.netbox.assertj.PocStateAssertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.junit.InPhase;
import io.github.pocstate.junit.OnLab;
import org.junit.jupiter.api.Test;

/** What can be said about a lab. */
@OnLab(SmallLab.class)
class AssertionsIT {

    @Test
    @InPhase(2)
    void phaseTwoIsSeenOnServersAndInTheQueue(PocSession lab) {
        // tag::assertions[]
        assertThat(lab).isIn(Phase.TWO);
        assertThat(lab).servers().haveStatus("failed").haveBmcAddress().haveInvertedCables();
        assertThat(lab).updateQueue().hasOneEventPerServer();
        // end::assertions[]
    }
}
