package io.github.pocstate.netbox.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParsedTest {

    @ParameterizedTest
    @CsvSource({
        "10.55.3.1/24, 10.55.3.1",
        "10.55.3.2/31, 10.55.3.2",
        "10.55.3.4/30, 10.55.3.4",
        "10.55.3.0/24, 10.55.3.0",
        "2001:db8::/64, 2001:db8::",
        "2001:db8::1/64, 2001:db8::1"
    })
    void anAddressIsOneHostAlsoWhenItsHostBitsAreZero(String address, String host) {
        assertThat(Parsed.host(address)).hasToString(host);
        assertThat(Parsed.host(address).isMultiple()).isFalse();
    }
}
