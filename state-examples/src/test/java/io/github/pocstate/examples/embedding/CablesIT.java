package io.github.pocstate.examples.embedding;

import static io.github.pocstate.netbox.assertj.PocStateAssertions.assertThat;

import io.github.pocstate.PocSession;
import io.github.pocstate.junit.InPhase;
import io.github.pocstate.junit.OnLab;
import org.junit.jupiter.api.Test;

/** Tests that start from a phase. */
@OnLab(SmallLab.class)
// tag::in-phase[]
@InPhase(2)
class CablesIT {

    @Test
    void areExchangedOnEveryServer(PocSession lab) {
        assertThat(lab).servers().haveInvertedCables();
    }

    @Test
    @InPhase(0)
    void areAsBuiltOnACleanSlate(PocSession lab) {
        assertThat(lab).servers().haveCablesAsBuilt();
    }
}
// end::in-phase[]
