package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Setting;
import io.github.pocstate.examples.phases.LabState.Server;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A setting that fits no server is an error before the first write; one that fits some is none. */
@OnLab
class UnfitSettingsIT {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POC_STATE_BMC_INTERFACE | iDRAC",
                "POC_STATE_BMC_INTERFACE | BMC",
                "POC_STATE_BMC_INTERFACE | bmc,iDRAC",
                "POC_STATE_MGMT_INTERFACE | eth9",
                "POC_STATE_NIC_DESCRIPTION | No such description",
            })
    void itIsRefusedByEveryVerbWithWhatTheLabHas(Setting setting, String value, LabUnderTest lab) {
        lab.goTo(Phase.ZERO);
        String trace = lab.traceOfWrites();
        PocConfig config = lab.config(setting, value);

        for (RestoreOptions options : List.of(RestoreOptions.DEFAULT, LabUnderTest.first(3))) {
            try (PocSession session = PocSession.open(config)) {
                for (Phase phase : List.of(Phase.ZERO, Phase.ONE, Phase.TWO)) {
                    refused(setting, value, () -> session.restore(phase, options));
                    refused(setting, value, () -> session.plan(phase, options));
                }
                refused(setting, value, () -> session.verify(Phase.ONE));
            }
        }
        assertThat(lab.traceOfWrites()).isEqualTo(trace);
    }

    private static void refused(Setting setting, String value, Runnable call) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(call::run)
                .satisfies(e -> {
                    assertThat(e.problem().what())
                            .isEqualTo(setting + " fits no server: [" + value + "]. Nothing was written.");
                    assertThat(e.problem().where())
                            .contains(
                                    setting == Setting.POC_STATE_NIC_DESCRIPTION
                                            ? "Production Network SFP Interface"
                                            : "bmc");
                });
    }

    @Test
    void aSettingThatFitsOtherServersOfTheLabIsNone(LabUnderTest lab) {
        lab.goTo(Phase.ZERO);
        Server first = lab.servers(1).get(0);
        lab.sql.run("UPDATE dcim_interface SET name = 'BMC' WHERE id = ?", lab.port(first, "bmc"));

        assertThat(lab.restore(Phase.ONE, 1).failures()).singleElement().satisfies(failure -> {
            assertThat(failure.server()).isEqualTo(first.name());
            assertThat(failure.reason()).isEqualTo("has no bmc interface");
        });
    }
}
