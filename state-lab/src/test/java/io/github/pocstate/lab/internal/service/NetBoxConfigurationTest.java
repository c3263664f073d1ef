package io.github.pocstate.lab.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetBoxConfigurationTest {

    private static final LabPorts PORTS = LabPorts.startingAt(17_000);

    @Test
    void namesTheServicesOfTheLab() {
        assertThat(text(NetBoxTuning.DEFAULT))
                .contains("'HOST': '127.0.0.1', 'PORT': '17001'")
                .contains("'NAME': 'lab', 'USER': 'me', 'PASSWORD': 'secret'")
                .contains("'tasks': {'HOST': '127.0.0.1', 'PORT': 17002, 'DATABASE': 1}")
                .contains("'caching': {'HOST': '127.0.0.1', 'PORT': 17002, 'DATABASE': 2}");
    }

    @Test
    void hasTheStatusDiscoveredUnlessAskedNotTo() {
        assertThat(text(NetBoxTuning.DEFAULT))
                .contains("FIELD_CHOICES = {'dcim.Device.status+': (('discovered', 'Discovered', 'cyan'),)}");
        assertThat(text(new NetBoxTuning(2, 3, false, false))).contains("FIELD_CHOICES = {}");
    }

    @Test
    void looksAtConnectionsOnlyWhenAskedTo() {
        assertThat(text(NetBoxTuning.DEFAULT)).contains("'CONN_HEALTH_CHECKS': False");
        assertThat(text(new NetBoxTuning(2, 3, true, true))).contains("'CONN_HEALTH_CHECKS': True");
    }

    private static String text(NetBoxTuning tuning) {
        return new NetBoxConfiguration("lab", "me", "secret", PORTS, tuning).text();
    }
}
