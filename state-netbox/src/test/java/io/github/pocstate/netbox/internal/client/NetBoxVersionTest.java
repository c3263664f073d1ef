package io.github.pocstate.netbox.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetBoxVersionTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "4.7.3, 4.7.3",
        "4.7.3-Docker-4.0.0, 4.7.3",
        "4.7-beta1, 4.7.0",
        "4.7.0-beta1, 4.7.0",
        "v4.7.3, 3.7.0",
        "4, 3.7.0",
        "'', 3.7.0",
        "10.0.12, 10.0.12",
    })
    void isReadFromText(String text, String version) {
        assertThat(NetBoxVersion.parse(text)).hasToString(version);
    }

    @ParameterizedTest(name = "{0}: MAC model {1}, populated ranges {2}, cables in place {3}")
    @CsvSource({
        "3.7.8, false, false, false",
        "4.1.11, false, false, false",
        "4.2.0, true, false, false",
        "4.2.9, true, false, false",
        "4.3.0, true, true, false",
        "4.7.2, true, true, false",
        "4.7.3, true, true, true",
        "4.10.0, true, true, true",
        "5.0.0, true, true, true",
    })
    void tellsWhatNetBoxCan(String text, boolean macModel, boolean populated, boolean inPlace) {
        NetBoxVersion version = NetBoxVersion.parse(text);

        assertThat(version.hasMacAddressModel()).isEqualTo(macModel);
        assertThat(version.marksPopulatedRanges()).isEqualTo(populated);
        assertThat(version.changesCablesInPlace()).isEqualTo(inPlace);
    }

    @Test
    void isOrderedByNumber() {
        assertThat(NetBoxVersion.parse("4.10.1")).isGreaterThan(NetBoxVersion.parse("4.9.20"));
    }
}
