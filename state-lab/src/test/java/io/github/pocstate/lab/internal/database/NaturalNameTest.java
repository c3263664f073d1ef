package io.github.pocstate.lab.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NaturalNameTest {

    /** What NetBox 4.7.3 makes of the same names. */
    @ParameterizedTest(name = "[{0}]")
    @CsvSource({
        "bmc, 9999999999999999bmc..................",
        "mgmt0, 9999999999999999mgmt000000............",
        "ens1f0, 9999999999999999ens000001............f00000000",
        "ge-0/0/7, 0000000099999999ge-000007............",
        "xe-1/2/3:4.5, 0001000299999999xe-000003000004000005",
        "Gi1/2/3/4/5.678, 0001000200030004Gi000005......000678",
        "10, 9999999999999999000010............",
        "eth0.100:2, 9999999999999999eth000000......000100:00000002",
        "Port-channel 12 lag3, 9999999999999999Port-channel 000012............ lag00000003",
        "'', 9999999999999999..................",
    })
    void isAsNetBoxMakesIt(String name, String natural) {
        assertThat(NaturalName.ofInterface(name)).isEqualTo(natural);
    }

    @Test
    void isCutToTheWidthOfTheColumn() {
        assertThat(NaturalName.ofInterface("a".repeat(120) + 1)).isEqualTo("9".repeat(16) + "a".repeat(84));
    }
}
