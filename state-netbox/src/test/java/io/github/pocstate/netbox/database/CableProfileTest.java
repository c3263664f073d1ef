package io.github.pocstate.netbox.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.netbox.database.CableProfile.Strand;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures are those of NetBox 4.7.3. */
class CableProfileTest {

    @ParameterizedTest(name = "{0}: side {1}, connector {2} position {3} comes out at {4}, {5}")
    @CsvSource({
        "single-1c4p, A, 1, 3, 1, 3",
        "trunk-4c2p, B, 3, 2, 3, 2",
        "breakout-1c4p-4c1p, A, 1, 3, 3, 1",
        "breakout-1c4p-4c1p, B, 3, 1, 1, 3",
        "trunk-4c4p-shuffle, A, 2, 4, 4, 2",
        "trunk-2c4p-shuffle, A, 1, 2, 1, 2",
        "trunk-2c4p-shuffle, A, 1, 3, 2, 1",
        "trunk-2c4p-shuffle, B, 2, 2, 1, 4",
        "trunk-2c4p-shuffle, B, 2, 4, 2, 4",
        "breakout-2c4p-8c1p-shuffle, A, 1, 3, 5, 1",
        "breakout-2c4p-8c1p-shuffle, A, 2, 2, 4, 1",
        "breakout-2c4p-8c1p-shuffle, B, 6, 1, 1, 4",
        "breakout-2c4p-8c1p-shuffle, B, 3, 1, 2, 1"
    })
    void aStrandComesOutWhereNetBoxSays(
            String profile, String side, int connector, int position, int farConnector, int farPosition) {
        assertThat(CableProfile.of(profile).far(side, new Strand(connector, position)))
                .isEqualTo(new Strand(farConnector, farPosition));
    }
}
