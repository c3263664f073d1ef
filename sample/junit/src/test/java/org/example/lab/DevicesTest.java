package org.example.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.junit.InPhase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A hundred tests that each spoil the lab; each starts in its phase. */
@Cabled
class DevicesTest {

    private Devices devices;
    private long server;

    @BeforeEach
    void findAServer(PocConfig lab) {
        devices = new Devices(lab.netBox());
        server = devices.first();
    }

    @RepeatedTest(100)
    void aServerIsRepaired(RestoreReport reset) {
        assertThat(reset.verified()).isTrue();
        assertThat(devices.status(server)).isEqualTo("failed");

        devices.setStatus(server, "active");

        assertThat(devices.status(server)).isEqualTo("active");
    }

    // tag::method[]
    @Test
    @InPhase(0)
    void aServerOfACleanSlateIsOffline(PocSession lab) {
        assertThat(devices.status(server)).isEqualTo("offline");
        assertThat(lab.verify(Phase.ZERO).passed()).isTrue();
    }
    // end::method[]
}
