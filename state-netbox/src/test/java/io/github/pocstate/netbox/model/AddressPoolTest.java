package io.github.pocstate.netbox.model;

import static io.github.pocstate.netbox.Specimens.ip;
import static io.github.pocstate.netbox.Specimens.pool;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.netbox.model.AddressPool.Range;
import java.time.Duration;
import java.util.Arrays;
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
                Set.of(),
                List.of(
                        new Range(ip("10.0.0.1"), ip("10.0.0.4")),
                        new Range(ip("10.0.0.6"), ip("10.0.0.6")),
                        new Range(ip("10.0.0.9"), ip("10.0.0.200"))));

        assertThat(free(pool)).containsExactly("10.0.0.5/28", "10.0.0.7/28", "10.0.0.8/28");
    }

    @Test
    void overlappingRangesAreLeftOutOnce() {
        assertThat(free(blocked("10.0.0.0/28", "10.0.0.1-10.0.0.9", "10.0.0.3-10.0.0.4", "10.0.0.8-10.0.0.12")))
                .containsExactly("10.0.0.13/28", "10.0.0.14/28");
    }

    @Test
    void aRangeLargerThanThePrefixLeavesNothing() {
        assertThat(free(blocked("10.0.0.0/28", "9.0.0.0-11.0.0.0"))).isEmpty();
        assertThat(free(blocked("255.255.255.252/30", "255.255.255.0-255.255.255.255")))
                .isEmpty();
    }

    /** 2 to the power of 64 hosts are one step. */
    @Test
    @Timeout(5)
    void aRangeOfAnySizeIsOneStep() {
        AddressPool pool = blocked("fd00::/16", "fd00::1-fd00:0:0:1::", "fd00:0:0:1::2-fd00:8000::");

        assertThat(pool.usable())
                .containsExactly(
                        new Range(ip("fd00:0:0:1::1"), ip("fd00:0:0:1::1")),
                        new Range(ip("fd00:8000::1"), ip("fd00:ffff:ffff:ffff:ffff:ffff:ffff:fffe")));
        assertThat(pool.free().limit(2).map(HostAddress::toString))
                .containsExactly("fd00:0:0:1::1/16", "fd00:8000::1/16");
    }

    @Test
    void whatOtherVrfsHoldIsFreeInThisOneOnly() {
        AddressPool pool = new AddressPool(
                1,
                ip("10.0.0.0/29"),
                OptionalLong.of(7),
                Set.of(ip("10.0.0.1")),
                Set.of(ip("10.0.0.1"), ip("10.0.0.4")),
                List.of());

        assertThat(free(pool)).containsExactly("10.0.0.2/29", "10.0.0.3/29", "10.0.0.5/29", "10.0.0.6/29");
        assertThat(pool.freeInThisVrfOnly().map(HostAddress::toString)).containsExactly("10.0.0.4/29");
    }

    @Test
    void rangesWithoutAFreeAddressChangeNothing() {
        AddressPool pool = pool(1, "10.0.0.0/29", "10.0.0.3");

        assertThat(pool.without(List.of(
                        new Range(ip("10.0.0.0"), ip("10.0.0.0")),
                        new Range(ip("10.0.0.3"), ip("10.0.0.3")),
                        new Range(ip("10.0.0.7"), ip("10.0.0.9")))))
                .isEqualTo(pool);
        assertThat(free(pool.without(List.of(new Range(ip("10.0.0.3"), ip("10.0.0.4"))))))
                .containsExactly("10.0.0.1/29", "10.0.0.2/29", "10.0.0.5/29", "10.0.0.6/29");
    }

    private static AddressPool blocked(String prefix, String... ranges) {
        return new AddressPool(
                1,
                ip(prefix),
                OptionalLong.empty(),
                Set.of(),
                Set.of(),
                Arrays.stream(ranges)
                        .map(range -> range.split("-"))
                        .map(ends -> new Range(ip(ends[0]), ip(ends[1])))
                        .toList());
    }

    @Test
    void theVrfOfThePrefixIsKept() {
        AddressPool pool = new AddressPool(1, ip("10.0.0.0/30"), OptionalLong.of(7), Set.of(), Set.of(), List.of());

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
