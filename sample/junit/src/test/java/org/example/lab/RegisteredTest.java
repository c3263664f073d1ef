package org.example.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.junit.OnLab;
import io.github.pocstate.junit.PocStateExtension;
import io.github.pocstate.junit.Reset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Phase and choices in code. */
@OnLab(SmallLab.class)
class RegisteredTest {

    // tag::registered[]
    @RegisterExtension
    static final PocStateExtension LAB = PocStateExtension.builder()
            .phase(Phase.ONE)
            .limit(10)
            .reset(Reset.CLASS)
            .build();
    // end::registered[]

    @Test
    void theFirstServerIsPlanned(PocConfig lab) {
        Devices devices = new Devices(lab.netBox());

        assertThat(devices.status(devices.first())).isEqualTo("planned");
    }
}
