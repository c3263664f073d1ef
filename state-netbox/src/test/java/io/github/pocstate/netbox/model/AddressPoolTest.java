package io.github.pocstate.netbox.model;

import static io.github.pocstate.netbox.Specimens.ip;
import static io.github.pocstate.netbox.Specimens.pool;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.netbox.model.AddressPool.Range;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AddressPoolTest {
    private static List<String> free(AddressPool pool) {
        return pool.free().map(HostAddress::toString).toList();
    }

    @Test
    void networkAndBroadcastAreNeverHandedOut() {
        assertThat(free(pool(1, "10.55.1.0/29")))
                .containsExactly(
                        "10.55.1.1/29", "10.55.1.2/29", "10.55.1.3/29", "10.55.1.4/29", "10.55.1.5/29", "10.55.1.6/29");
    }

    @Test
    void aSlash30HasTwoAddresses() {
        assertThat(free(pool(1, "10.0.0.4/30"))).containsExactly("10.0.0.5/30", "10.0.0.6/30");
    }

    @Test
    void aPointToPointPrefixHasBoth() {
        assertThat(free(pool(1, "10.0.0.4/31"))).containsExactly("10.0.0.4/31", "10.0.0.5/31");
    }

    @Test
    void aSlash32HasItself() {
        assertThat(free(pool(1, "10.0.0.4/32"))).containsExactly("10.0.0.4/32");
    }

    @Test
    void hostBitsInThePrefixDoNotMatter() {
        assertThat(free(pool(1, "10.0.0.6/30"))).containsExactly("10.0.0.5/30", "10.0.0.6/30");
    }

    @Test
    void whatSomebodyElseHoldsIsLeftOut() {
        assertThat(free(pool(1, "10.0.0.0/29", "10.0.0.1", "10.0.0.3", "10.0.0.6")))
                .containsExactly("10.0.0.2/29", "10.0.0.4/29", "10.0.0.5/29");
    }

    @Test
    void aFullPrefixHasNone() {
        assertThat(free(pool(1, "10.0.0.0/30", "10.0.0.1", "10.0.0.2"))).isEmpty();
    }

    @Test
    void blockedRangesAreLeftOutWithBothTheirEnds() {
        AddressPool pool = new AddressPool(
                1,
                ip("10.0.0.0/28"),
                OptionalLong.empty(),
                Set.of(),
                List.of(
                        new Range(ip("10.0.0.1"), ip("10.0.0.4")),
                        new Range(ip("10.0.0.6"), ip("10.0.0.6")),
                        new Range(ip("10.0.0.9"), ip("10.0.0.200"))));

        assertThat(free(pool)).containsExactly("10.0.0.5/28", "10.0.0.7/28", "10.0.0.8/28");
    }

    @Test
    void theVrfOfThePrefixIsKept() {
        AddressPool pool = new AddressPool(1, ip("10.0.0.0/30"), OptionalLong.of(7), Set.of(), List.of());

        assertThat(pool.free()).extracting(HostAddress::vrf).containsOnly(OptionalLong.of(7));
    }

    @Test
    @Timeout(5)
    void aSlash8AnswersAtOnce() {
        long start = System.nanoTime();

        assertThat(pool(1, "10.0.0.0/8").free().limit(2).map(HostAddress::toString))
                .containsExactly("10.0.0.1/8", "10.0.0.2/8");
        assertThat(pool(1, "10.0.0.0/8").free().iterator().next().plain()).isEqualTo("10.0.0.1");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    @Timeout(5)
    void anIpv6Slash64IsCountedFromItsLowestHost() {
        assertThat(pool(1, "2001:db8:55::/64", "2001:db8:55::2").free().limit(2).map(HostAddress::toString))
                .containsExactly("2001:db8:55::1/64", "2001:db8:55::3/64");
    }

    @Test
    void anAddressInNetBoxIsTheSameWithHostAndVrf() {
        HostAddress wanted = new HostAddress(ip("10.0.0.1/24"), OptionalLong.empty());

        assertThat(wanted.isSameAs(new Address(1, 2, ip("10.0.0.1/24"), OptionalLong.empty())))
                .isTrue();
        assertThat(wanted.isSameAs(new Address(1, 2, ip("10.0.0.2/24"), OptionalLong.empty())))
                .isFalse();
        assertThat(wanted.isSameAs(new Address(1, 2, ip("10.0.0.1/24"), OptionalLong.of(1))))
                .isFalse();
    }

    @Test
    void anAddressWithAnotherPrefixLengthIsAnotherOne() {
        HostAddress wanted = new HostAddress(ip("10.0.0.1/24"), OptionalLong.empty());

        assertThat(wanted.isSameAs(new Address(1, 2, ip("10.0.0.1/25"), OptionalLong.empty())))
                .isFalse();
    }

    @Test
    void anAddressFromThePoolIsTheSameAsOneReadFromNetBox() {
        HostAddress handedOut = pool(1, "10.55.1.0/24").free().findFirst().orElseThrow();

        assertThat(handedOut.isSameAs(new Address(1, 2, ip("10.55.1.1/24"), OptionalLong.empty())))
                .isTrue();
    }
}
