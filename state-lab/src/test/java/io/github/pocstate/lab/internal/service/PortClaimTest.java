package io.github.pocstate.lab.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.ConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortClaimTest {

    @Test
    void thePortsAreNeighboursBelowThoseOfOutgoingConnections() {
        try (PortClaim claim = PortClaim.anywhere(OptionalInt.empty())) {
            LabPorts ports = claim.ports();
            assertThat(ports.netBox()).isBetween(17_000, 20_000);
            assertThat(ports).isEqualTo(new LabPorts(ports.netBox(), ports.netBox() + 1, ports.netBox() + 2));
        }
    }

    @Test
    void twoLabsThatStartAtOnceGetDifferentPorts() {
        try (PortClaim one = PortClaim.anywhere(OptionalInt.empty());
                PortClaim other = PortClaim.anywhere(OptionalInt.of(one.ports().netBox()))) {
            assertThat(other.ports().netBox()).isNotEqualTo(one.ports().netBox());
        }
    }

    @Test
    void portsOfTheLastTimeAreTakenAgainWhenTheyAreFree() {
        int last;
        try (PortClaim first = PortClaim.anywhere(OptionalInt.empty());
                PortClaim claim = PortClaim.anywhere(OptionalInt.empty())) {
            last = claim.ports().netBox();
        }
        try (PortClaim again = PortClaim.anywhere(OptionalInt.of(last))) {
            assertThat(again.ports().netBox()).isEqualTo(last);
        }
    }

    @Test
    void aTakenPortIsNamedWithTheServiceThatWantsIt() throws IOException {
        int base;
        try (PortClaim claim = PortClaim.anywhere(OptionalInt.empty())) {
            base = claim.ports().netBox();
        }
        try (ServerSocket taken = new ServerSocket(base + 1, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> PortClaim.at(base))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("""
                            Port %d (PostgreSQL) is taken.
                              where: the loopback interface, 127.0.0.1
                              do:    end what listens there, or give another first port, or none: then three free ones are chosen""".formatted(taken.getLocalPort()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 80, 32_766, 65_535})
    void aPortOutOfRangeIsRefused(int base) {
        assertThatThrownBy(() -> PortClaim.at(base))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The first port is " + base + ", it must be from 1024 to 32765.");
    }

    @Test
    void servicesAreNamedInTheOrderOfTheirPorts() {
        assertThat(List.copyOf(LabPorts.startingAt(17_000).byService().entrySet()))
                .extracting(Object::toString)
                .containsExactly("NetBox=17000", "PostgreSQL=17001", "Redis=17002");
    }
}
