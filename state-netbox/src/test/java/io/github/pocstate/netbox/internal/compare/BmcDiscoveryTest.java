package io.github.pocstate.netbox.internal.compare;

import static io.github.pocstate.netbox.Specimens.SETTINGS;
import static io.github.pocstate.netbox.Specimens.ip;
import static io.github.pocstate.netbox.Specimens.lab;
import static io.github.pocstate.netbox.Specimens.pool;
import static io.github.pocstate.netbox.Specimens.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Scope;
import io.github.pocstate.netbox.Specimens.ServerBuilder;
import io.github.pocstate.netbox.model.AddressPool;
import io.github.pocstate.netbox.model.AddressPool.Range;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.model.Server;
import io.github.pocstate.netbox.phase.Discovery;
import io.github.pocstate.plan.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BmcDiscoveryTest {
    private static Inventory inventory(List<Server> servers, AddressPool... pools) {
        return lab(Scope.ALL, servers, List.of(pools), List.of(), List.of());
    }

    private static List<String> addresses(Inventory inventory) {
        Map<Long, Discovery> found = BmcDiscovery.of(inventory, SETTINGS);
        return inventory.servers().stream()
                .map(server -> server.name() + " "
                        + found.get(server.id()).address().map(Object::toString).orElse("none"))
                .toList();
    }

    private static List<Server> servers(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(number -> server(number).build())
                .toList();
    }

    @Nested
    class WithOnePrefix {
        @Test
        void serversGetTheLowestFreeAddressesInNaturalOrder() {
            assertThat(addresses(inventory(
                            List.of(
                                    server(10).build(),
                                    server(2).build(),
                                    server(1).build()),
                            pool(1, "10.55.1.0/24", "10.55.1.2"))))
                    .containsExactly("srv-1 10.55.1.1/24", "srv-2 10.55.1.3/24", "srv-10 10.55.1.4/24");
        }

        @Test
        void whoHeldAnAddressBeforeDoesNotMatter() {
            Inventory fresh = inventory(servers(2), pool(1, "10.55.1.0/24"));
            Inventory used = inventory(
                    List.of(
                            server(1).bmcAddress(7, "10.55.1.9/24").build(),
                            server(2).bmcAddress(8, "10.55.1.1/24").build()),
                    pool(1, "10.55.1.0/24"));

            assertThat(addresses(used)).isEqualTo(addresses(fresh));
        }

        @Test
        void aServerThatFailsTakesNoAddress() {
            assertThat(addresses(inventory(
                            List.of(server(1).withoutMac().build(), server(2).build()), pool(1, "10.55.1.0/24"))))
                    .containsExactly("srv-1 none", "srv-2 10.55.1.1/24");
        }
    }

    @Test
    void aPrefixMayHaveMoreAddressesThanAnybodyCanCount() {
        assertThat(addresses(inventory(servers(2), pool(1, "fd00::/64"))))
                .containsExactly("srv-1 fd00::1/64", "srv-2 fd00::2/64");
    }

    @Nested
    class WithSeveralPrefixes {
        @Test
        void thoseOfASiteAreUsedInAscendingOrder() {
            assertThat(addresses(inventory(servers(5), pool(1, "10.55.1.0/30"), pool(1, "10.55.2.0/30"))))
                    .containsExactly(
                            "srv-1 10.55.1.1/30",
                            "srv-2 10.55.1.2/30",
                            "srv-3 10.55.2.1/30",
                            "srv-4 10.55.2.2/30",
                            "srv-5 none");
        }

        @Test
        void eachSiteHasItsOwn() {
            assertThat(addresses(inventory(
                            List.of(
                                    server(1).build(),
                                    server(2).site(2).build(),
                                    server(3).build()),
                            pool(1, "10.55.1.0/24"),
                            pool(2, "10.55.2.0/24"))))
                    .containsExactly("srv-1 10.55.1.1/24", "srv-2 10.55.2.1/24", "srv-3 10.55.1.2/24");
        }
    }

    @Nested
    class WithOneHostInSeveralPools {
        @Test
        void aHostIsHandedOutOnceWhateverTheVrf() {
            assertThat(addresses(inventory(
                            List.of(
                                    server(1).build(),
                                    server(2).site(2).build(),
                                    server(3).build(),
                                    server(4).site(2).build()),
                            inVrf(1, 7, "10.55.1.0/29"),
                            inVrf(2, 8, "10.55.1.0/29"))))
                    .containsExactly(
                            "srv-1 10.55.1.1/29", "srv-2 10.55.1.2/29", "srv-3 10.55.1.3/29", "srv-4 10.55.1.4/29");
        }

        @Test
        void theLowestOverAllPoolsComesFirst() {
            AddressPool outer = new AddressPool(
                    1,
                    ip("10.55.1.0/28"),
                    OptionalLong.empty(),
                    Set.of(ip("10.55.1.1"), ip("10.55.1.2")),
                    Set.of(),
                    List.of(Range.of(ip("10.55.1.4/30"))));

            assertThat(addresses(inventory(servers(4), outer, pool(1, "10.55.1.4/30"))))
                    .containsExactly(
                            "srv-1 10.55.1.3/28", "srv-2 10.55.1.5/30", "srv-3 10.55.1.6/30", "srv-4 10.55.1.8/28");
        }

        @Test
        void whatAnotherVrfHoldsComesLast() {
            AddressPool pool = new AddressPool(
                    1, ip("10.55.1.0/30"), OptionalLong.of(7), Set.of(), Set.of(ip("10.55.1.1")), List.of());

            assertThat(addresses(inventory(servers(3), pool)))
                    .containsExactly("srv-1 10.55.1.2/30", "srv-2 10.55.1.1/30", "srv-3 none");
        }

        @Test
        void aScopeOfOneSiteGivesTheAddressesOfTheWholeLab() {
            Server other = server(1).site(2).build();

            assertThat(addresses(withNeighbours(
                            List.of(server(2).build(), server(3).build()),
                            List.of(other),
                            pool(1, "10.55.1.0/29"),
                            pool(2, "10.55.1.0/29"))))
                    .containsExactly("srv-2 10.55.1.2/29", "srv-3 10.55.1.3/29");
        }

        @Test
        void whatAServerOutsideTheScopeHoldsIsNotGivenToAnother() {
            Server other = server(9).site(2).bmcAddress(90, "10.55.1.1/29").build();

            assertThat(addresses(withNeighbours(
                            servers(2), List.of(other), pool(1, "10.55.1.0/29"), pool(2, "10.55.1.0/29"))))
                    .containsExactly("srv-1 10.55.1.2/29", "srv-2 10.55.1.3/29");
        }

        private AddressPool inVrf(long site, long vrf, String prefix) {
            return new AddressPool(site, ip(prefix), OptionalLong.of(vrf), Set.of(), Set.of(), List.of());
        }

        private Inventory withNeighbours(List<Server> servers, List<Server> neighbours, AddressPool... pools) {
            return new Inventory(
                    new Scope(OptionalInt.empty(), Optional.of("south")),
                    servers,
                    List.of(),
                    List.of(pools),
                    neighbours,
                    Map.of(),
                    OptionalLong.empty(),
                    List.of(),
                    List.of());
        }
    }

    @Nested
    class Fails {
        private void assertFailure(ServerBuilder server, String reason, String remedy, AddressPool... pools) {
            Discovery found = BmcDiscovery.of(inventory(List.of(server.build()), pools), SETTINGS)
                    .get(1L);

            assertThat(found.address()).isEmpty();
            assertThat(found.failure()).contains(new Failure("srv-1", reason, remedy));
        }

        @Test
        void withoutABmcInterface() {
            assertFailure(
                    server(1).withoutBmc(),
                    "has no bmc interface",
                    "add the interface in NetBox",
                    pool(1, "10.55.1.0/24"));
        }

        @Test
        void withoutAMacAddress() {
            assertFailure(
                    server(1).withoutMac(),
                    "has no MAC address on its bmc interface",
                    "enter the MAC address of the BMC in NetBox",
                    pool(1, "10.55.1.0/24"));
        }

        @Test
        void withoutASite() {
            assertFailure(
                    server(1).withoutSite(),
                    "has no site",
                    "assign the server to a site in NetBox",
                    pool(1, "10.55.1.0/24"));
        }

        @Test
        void withoutABmcPrefix() {
            assertFailure(
                    server(1),
                    "has no usable BMC prefix in its site",
                    "scope a prefix with the role bmc-management to the site in NetBox, with a status other than container,"
                            + " reserved and deprecated",
                    pool(2, "10.55.1.0/24"));
        }

        @Test
        void withoutAFreeAddress() {
            assertFailure(
                    server(1),
                    "finds no free address in the BMC prefix of its site",
                    "enlarge the prefix, or free addresses",
                    pool(1, "10.55.1.0/30", "10.55.1.1", "10.55.1.2"));
        }
    }
}
