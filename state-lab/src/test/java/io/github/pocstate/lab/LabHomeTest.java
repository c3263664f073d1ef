package io.github.pocstate.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabHomeTest {

    @Test
    void isInTheHomeOfTheUser() {
        LabHome home = LabHome.of(Map.of(), "/home/ada");

        assertThat(home.lab()).isEqualTo(Path.of("/home/ada/.poc-state/lab").toAbsolutePath());
        assertThat(home.programs())
                .isEqualTo(Path.of("/home/ada/.poc-state/programs").toAbsolutePath());
        assertThat(home.venv("4.7.3"))
                .isEqualTo(Path.of("/home/ada/.poc-state/netbox-4.7.3").toAbsolutePath());
    }

    @Test
    void isWhereTheEnvironmentSays() {
        Map<String, String> environment =
                Map.of("POC_STATE_HOME", "/data/labs", "POC_STATE_NETBOX_VENV", "/opt/netbox");
        LabHome home = LabHome.of(environment, "/home/ada");

        assertThat(home.lab()).isEqualTo(Path.of("/data/labs/lab").toAbsolutePath());
        assertThat(home.venv("4.7.3")).isEqualTo(Path.of("/opt/netbox").toAbsolutePath());
    }

    @Test
    void aBlankVariableSaysNothing() {
        LabHome home = LabHome.of(Map.of("POC_STATE_HOME", " ", "POC_STATE_NETBOX_VENV", ""), "/home/ada");

        assertThat(home).isEqualTo(LabHome.of(Map.of(), "/home/ada"));
    }
}
