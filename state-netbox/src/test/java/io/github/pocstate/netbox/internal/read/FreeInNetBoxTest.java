package io.github.pocstate.netbox.internal.read;

import static io.github.pocstate.netbox.Specimens.ip;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.netbox.model.AddressPool.Range;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreeInNetBoxTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.55.2.1", "2001:db8::1"})
    void anAddressThatIsNotInThePrefixSaysNothingOfIt(String host) {
        Range network = Range.of(ip("10.55.1.0/24"));

        assertThat(new FreeInNetBox(List.of(ip(host)), false).others(network, Set.of()))
                .isEmpty();
        assertThat(new FreeInNetBox(List.of(ip(host)), true).others(network, Set.of()))
                .containsExactly(network);
    }
}
