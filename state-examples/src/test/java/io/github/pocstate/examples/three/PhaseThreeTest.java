package io.github.pocstate.examples.three;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.netbox.Specimens;
import io.github.pocstate.netbox.model.HostAddress;
import io.github.pocstate.netbox.model.Note;
import io.github.pocstate.netbox.phase.Discovery;
import io.github.pocstate.netbox.phase.PhaseTwo;
import io.github.pocstate.netbox.phase.ServerState;
import io.github.pocstate.plan.Failure;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PhaseThreeTest {

    private static final HostAddress ADDRESS = new HostAddress(Specimens.ip("10.55.1.1/24"), OptionalLong.empty());
    private static final Discovery FOUND = Discovery.found(ADDRESS);

    private final PhaseThree three = new PhaseThree();

    // tag::unit-test[]
    @Test
    void anInvertedServerIsToBecomeActiveWithItsCablesAsBuilt() {
        ServerState wanted = three.wanted(Specimens.server(7).inverted().build(), FOUND);

        assertThat(wanted)
                .isEqualTo(ServerState.of("active")
                        .withBmcAddress(Optional.of(ADDRESS))
                        .withNote(new Note("success", """
                                Cable validation passed: the production cables lie as built.

                                | NIC | leads to |
                                |---|---|
                                | eth0 | switch-7001 xe-0/0/7001 |
                                | eth1 | switch-7002 xe-0/0/7002 |""", Optional.empty())));
    }
    // end::unit-test[]

    @Test
    void itSaysTheSameOfAServerAsBuiltAsOfAnInvertedOne() {
        assertThat(three.wanted(Specimens.server(7).build(), FOUND))
                .isEqualTo(three.wanted(Specimens.server(7).inverted().build(), FOUND));
    }

    @Test
    void aServerThatPhaseTwoCannotInvertStaysAsThere() {
        var uncabled = Specimens.server(7).nics().build();
        var failed = Discovery.failed(new Failure("srv-7", "has no site", "assign it to a site"));

        assertThat(three.wanted(uncabled, FOUND)).isEqualTo(new PhaseTwo().wanted(uncabled, FOUND));
        assertThat(three.wanted(Specimens.server(7).build(), failed).status()).isEqualTo("failed");
    }
}
