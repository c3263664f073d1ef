package org.example.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.junit.OnLab;
import io.github.pocstate.junit.ReadOnlyPhase;
import org.junit.jupiter.api.Test;

// tag::read-only[]
@OnLab(SmallLab.class)
@ReadOnlyPhase(1)
class ReportTest {

    @Test
    void everyServerIsPlanned(PocSession lab) {
        assertThat(lab.status(RestoreOptions.DEFAULT).summary().statuses()).containsOnlyKeys("planned");
    }
    // end::read-only[]

    @Test
    void theFirstOneToo(PocConfig lab) {
        Devices devices = new Devices(lab.netBox());

        assertThat(devices.status(devices.first())).isEqualTo("planned");
    }
}
