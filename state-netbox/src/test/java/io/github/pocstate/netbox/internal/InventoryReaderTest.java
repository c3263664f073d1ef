package io.github.pocstate.netbox.internal;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.pocstate.netbox.Specimens.goal;
import static io.github.pocstate.netbox.internal.FakeNetBox.error;
import static io.github.pocstate.netbox.internal.FakeNetBox.list;
import static io.github.pocstate.netbox.internal.FakeNetBox.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Phase;
import io.github.pocstate.RejectedException;
import io.github.pocstate.Scope;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.netbox.EmbeddedRedis;
import io.github.pocstate.netbox.model.AddressPool;
import io.github.pocstate.netbox.model.Cabling.Layout;
import io.github.pocstate.netbox.model.HostAddress;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.model.Server;
import io.github.pocstate.netbox.redis.RedisServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryReaderTest extends NetBoxLabFixture {

    @RegisterExtension
    static final WireMockExtension SERVER = FakeNetBox.extension();

    @RegisterExtension
    static final EmbeddedRedis REDIS = new EmbeddedRedis();

    InventoryReaderTest() {
        super(SERVER, REDIS);
    }

    @Test
    void readsTheServersInNaturalOrder() {
        Inventory inventory = observe();

        assertThat(inventory.servers()).extracting(Server::name).containsExactly("srv-2", "srv-10");
        assertThat(inventory.tagId()).isEmpty();
        assertThat(inventory.pools())
                .singleElement()
                .satisfies(pool -> assertThat(pool.prefix().toString()).isEqualTo("10.55.1.0/24"));
    }

    @Test
    void readsBmcInterfacesAndCables() {
        List<Server> servers = observe().servers();

        assertThat(servers.get(0).bmc().orElseThrow().macAddress()).contains("AA:BB:CC:00:00:02");
        assertThat(servers.get(0).cabling().layout()).isEqualTo(Layout.AS_BUILT);
        assertThat(servers.get(0).cabling().nics())
                .extracting(nic -> nic.name() + " " + nic.far().orElseThrow())
                .containsExactly("eth2 sw xe-201", "eth10 sw xe-202");
        assertThat(servers.get(1).bmc().orElseThrow().macAddress()).isEmpty();
        assertThat(servers.get(1).cabling().obstacle().orElseThrow().reason())
                .isEqualTo("has fewer than two production NICs");
    }

    @Test
    void readsAddressesJournalAndQueues() {
        SERVER.stubFor(list("/api/extras/tags/", "{\"id\":99,\"slug\":\"poc-state\"}"));
        SERVER.stubFor(list(
                "/api/extras/journal-entries/",
                "{\"id\":1,\"assigned_object_type\":\"dcim.device\",\"assigned_object_id\":2,"
                        + "\"kind\":{\"value\":\"danger\"},\"comments\":\"Ours.\"}",
                "{\"id\":2,\"assigned_object_type\":\"dcim.device\",\"assigned_object_id\":4711,"
                        + "\"kind\":{\"value\":\"danger\"},\"comments\":\"Of another device.\"}"));
        SERVER.stubFor(list("/api/dcim/cables/", "{\"id\":201}", "{\"id\":202}"));
        SERVER.stubFor(list(
                ADDRESSES,
                "{\"id\":31,\"address\":\"10.55.1.9/24\",\"vrf\":null,\"assigned_object_type\":\"dcim.interface\","
                        + "\"assigned_object_id\":21}",
                "{\"id\":32,\"address\":\"10.55.1.1/24\",\"vrf\":null,\"assigned_object_type\":null,"
                        + "\"assigned_object_id\":null}"));
        try (RedisServer redis = REDIS.connect()) {
            redis.push(EmbeddedRedis.UPDATE_QUEUE, () -> {}, List.of("x"));
        }

        Inventory inventory = observe();

        Server server = inventory.servers().get(0);
        assertThat(inventory.tagId()).isEqualTo(OptionalLong.of(99));
        assertThat(server.addresses()).extracting(address -> address.id()).containsExactly(31L);
        assertThat(server.journal()).extracting(entry -> entry.id()).containsExactly(1L);
        assertThat(server.cabling().layout()).isEqualTo(Layout.INVERTED);
        assertThat(inventory.pools().get(0).free().findFirst().orElseThrow()).hasToString("10.55.1.2/24");
        assertThat(inventory.updateQueue()).containsExactly("x");
        assertThat(inventory.discoveryQueue()).isEmpty();
    }

    @Nested
    class OfBmcPrefixes {
        @Test
        void anAddressBelongsToTheSmallestPrefixItLiesIn() {
            prefixes(
                    prefix(1, "10.55.1.0/29", 1, "active"),
                    prefix(3, "10.55.1.0/30", 2, "active"),
                    prefix(4, "10.55.0.0/16", 2, "container"));

            assertThat(free(observe()))
                    .containsExactly("10.55.1.1/30", "10.55.1.2/30", "10.55.1.4/29", "10.55.1.5/29", "10.55.1.6/29");
        }

        @Test
        void oneThatIsNotInUseGivesNoAddress() {
            prefixes(
                    prefix(1, "10.55.1.0/29", 1, "active"),
                    prefix(3, "10.55.1.0/30", 1, "reserved"),
                    prefix(4, "10.55.2.0/24", 1, "deprecated"),
                    prefix(5, "10.55.0.0/16", 1, "container"));

            assertThat(free(observe())).containsExactly("10.55.1.4/29", "10.55.1.5/29", "10.55.1.6/29");
        }

        /** A token that may see some of the addresses only does not see who holds 10.55.1.1 and 10.55.1.3. */
        @Test
        void anAddressThatNetBoxDoesNotCallFreeIsNotHandedOut() {
            freeAddresses("10.55.1.2/24", "10.55.1.4/24");
            SERVER.stubFor(list(ADDRESSES, address(31, "10.55.1.9/24", "null", 21)));

            assertThat(free(observe())).containsExactly("10.55.1.2/24", "10.55.1.4/24", "10.55.1.9/24");
        }

        @Test
        void aListThatNetBoxCutShortLeavesTheRestOpen() {
            freeAddresses(IntStream.rangeClosed(2, 53)
                    .mapToObj(host -> "10.55.1." + host + "/24")
                    .toArray(String[]::new));

            assertThat(free(observe()))
                    .hasSize(253)
                    .contains("10.55.1.2/24", "10.55.1.53/24", "10.55.1.54/24", "10.55.1.254/24");
        }

        @Test
        void aPopulatedRangeLargerThanThePrefixBlocksIt() {
            SERVER.stubFor(list(
                    "/api/ipam/ip-ranges/",
                    "{\"id\":1,\"start_address\":\"10.55.0.1/16\",\"end_address\":\"10.55.1.250/16\",\"vrf\":null,"
                            + "\"mark_populated\":true}"));

            assertThat(free(observe()))
                    .containsExactly("10.55.1.251/24", "10.55.1.252/24", "10.55.1.253/24", "10.55.1.254/24");
        }

        @Test
        void addressesOfOtherVrfsAreKeptApart() {
            prefixes(prefix(1, "10.55.1.0/30", 1, "active"));
            SERVER.stubFor(list(ADDRESSES, address(31, "10.55.1.1/24", "{\"id\":7}", 4711)));

            Inventory inventory = observe();
            assertThat(free(inventory)).containsExactly("10.55.1.2/30");
            assertThat(inventory.pools().get(0).elsewhere()).hasSize(1);
        }

        @Test
        void whoElseHoldsTheHostOfAServerIsNamed() {
            SERVER.stubFor(list(
                    ADDRESSES,
                    address(31, "10.55.1.1/24", "null", 21),
                    address(32, "10.55.1.1/30", "null", 4711),
                    address(33, "10.55.1.1/32", "{\"id\":7}", 101)));
            SERVER.stubFor(get(urlPathEqualTo(ADDRESSES))
                    .withQueryParam("fields", equalTo("id,assigned_object"))
                    .willReturn(page("{\"id\":32,\"assigned_object\":{\"id\":4711,\"name\":\"vlan55\","
                            + "\"device\":{\"id\":8,\"name\":\"gateway\"}}}")));

            Inventory inventory = observe();

            assertThat(inventory.otherHolders())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            31L, "gateway [vlan55] and srv-10",
                            32L, "srv-2 and srv-10",
                            33L, "srv-2 and gateway [vlan55]"));
            assertThat(lab.verify(goal(Phase.ONE), inventory).deviations()).anySatisfy(deviation -> {
                assertThat(deviation.subject()).isEqualTo("srv-2");
                assertThat(deviation.found())
                        .isEqualTo("address 10.55.1.1/24, which gateway [vlan55] and srv-10 holds, too");
            });
        }

        @Test
        void ofTheSameNetworkInAnotherSiteTheServersAreReadToo() {
            prefixes(prefix(1, "10.55.1.0/29", 1, "active"), prefix(3, "10.55.1.0/29", 2, "active"));
            SERVER.stubFor(list(
                    "/api/dcim/devices/",
                    device(10),
                    device(2),
                    "{\"id\":77,\"name\":\"srv-1\",\"site\":{\"id\":2},\"role\":{\"id\":5}}"));

            Inventory inventory = observe(new Scope(OptionalInt.empty(), Optional.of("south")));

            assertThat(inventory.servers()).extracting(Server::name).containsExactly("srv-2", "srv-10");
            assertThat(inventory.neighbours()).extracting(Server::name).containsExactly("srv-1");
            assertThat(inventory.neighbours().get(0).bmc()).isPresent();
        }

        private void prefixes(String... prefixes) {
            SERVER.stubFor(list(PREFIXES, prefixes));
            for (int id = 3; id < 6; id++) {
                SERVER.stubFor(
                        get(urlPathEqualTo(PREFIXES + id + "/available-ips/")).willReturn(okJson("[]")));
            }
        }

        private String prefix(long id, String prefix, long site, String status) {
            return "{\"id\":" + id + ",\"prefix\":\"" + prefix + "\",\"vrf\":null,\"status\":{\"value\":\"" + status
                    + "\"},\"role\":{\"id\":3,\"slug\":\"bmc-management\"},\"scope_type\":\"dcim.site\",\"scope_id\":"
                    + site + "}";
        }

        private String address(long id, String address, String vrf, long port) {
            return "{\"id\":" + id + ",\"address\":\"" + address + "\",\"vrf\":" + vrf
                    + ",\"assigned_object_type\":\"dcim.interface\",\"assigned_object_id\":" + port + "}";
        }

        private List<String> free(Inventory inventory) {
            return inventory.pools().stream()
                    .flatMap(AddressPool::free)
                    .map(HostAddress::toString)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void withALimitAsksForThoseServersOnly() {
        Inventory inventory = observe(new Scope(OptionalInt.of(1), Optional.empty()));

        assertThat(inventory.servers()).extracting(Server::name).containsExactly("srv-2");
        SERVER.verify(2, getRequestedFor(urlPathEqualTo(INTERFACES)).withQueryParam("device_id", equalTo("2")));
    }

    @Test
    void withASiteAsksForTheInterfacesOfItsServersOnly() {
        Inventory inventory = observe(new Scope(OptionalInt.empty(), Optional.of("south")));

        assertThat(inventory.servers()).hasSize(2);
        SERVER.verify(2, getRequestedFor(urlPathEqualTo(INTERFACES)).withQueryParam("site_id", equalTo("1")));
    }

    @Test
    void ofAnUnknownSiteListsTheSites() {
        assertThatExceptionOfType(UnfitLabException.class)
                .isThrownBy(() -> observe(new Scope(OptionalInt.empty(), Optional.of("east"))))
                .withMessage("""
                        There is no site [east].
                          where: %s, sites [north, south]
                          do:    name one of them by its slug""", FakeNetBox.url(SERVER));
    }

    @Test
    void ofASiteWithoutServersTellsSo() {
        assertThatExceptionOfType(UnfitLabException.class)
                .isThrownBy(() -> observe(new Scope(OptionalInt.empty(), Optional.of("north"))))
                .withMessage("""
                        No servers found.
                          where: %s, all servers of site [north], role slug containing [server]
                          do:    check POC_STATE_SERVER_ROLE and that the token may view devices and device roles""", FakeNetBox.url(SERVER));
    }

    @Test
    void withoutARoleTellsSo() {
        SERVER.stubFor(list(ROLES, "{\"id\":6,\"slug\":\"switch\"}"));

        assertThatExceptionOfType(UnfitLabException.class)
                .isThrownBy(this::observe)
                .withMessage("""
                        No servers found.
                          where: %s, no device role whose slug contains [server]; slugs of device roles: [switch]
                          do:    check POC_STATE_SERVER_ROLE and that the token may view devices and device roles""", FakeNetBox.url(SERVER));
    }

    @Test
    void aPrefixRoleThatFitsNoPrefixIsRefused() {
        SERVER.stubFor(get(urlPathEqualTo(PREFIXES))
                .willReturn(error(400, "{\"role\":[\"Select a valid choice. bmc-management is not one.\"]}")));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::observe)
                .withMessageContaining("POC_STATE_BMC_PREFIX_ROLE fits no prefix: [bmc-management]");
    }

    @Test
    void withoutAPermissionTellsWhatToDo() {
        SERVER.stubFor(get(urlPathEqualTo(INTERFACES))
                .atPriority(1)
                .willReturn(error(403, "{\"detail\":\"You do not have permission to perform this action.\"}")));

        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(this::observe)
                .withMessageContaining("do:    give the token's user the permission, and the token write access");
    }

    @Test
    void aServerWithoutANameIsCalledByItsNumber() {
        SERVER.stubFor(list("/api/dcim/devices/", "{\"id\":4,\"name\":null,\"role\":{\"id\":5}}"));

        Server server = observe().servers().get(0);

        assertThat(server.name()).isEqualTo("device 4");
        assertThat(server.status()).isEmpty();
        assertThat(server.siteId()).isEmpty();
    }

    private String obstacleOfTheFirst() {
        return observe().servers().get(0).cabling().obstacle().orElseThrow().reason();
    }

    @Test
    void aCableWithAForeignPortBesideTheNicIsLeftAlone() {
        ends(end(201), end(202), end(9001, 201, "A", 4711));

        assertThat(obstacleOfTheFirst()).isEqualTo("has a production cable that joins more than two ports");
    }

    @Test
    void aCableThatFansOutIsLeftAlone() {
        ends(end(201), end(202), end(9001, 202, "B", 4711));

        assertThat(obstacleOfTheFirst()).isEqualTo("has a production cable that joins more than two ports");
    }

    @ParameterizedTest
    @CsvSource({"1,'[1]',true", "2,'[1]',false", "1,'[1,2]',false", "1,'[2]',false"})
    void onlyTheFirstLaneCanBePutBack(int connector, String positions, boolean ours) {
        String lane = "\"connector\":" + connector + ",\"positions\":" + positions;
        ends(end(201).replace("\"connector\":null,\"positions\":null", lane), end(202));

        assertThat(observe().servers().get(0).cabling().obstacle().isEmpty()).isEqualTo(ours);
    }

    @Test
    void aCableToACircuitIsLeftAlone() {
        ends(
                end(201),
                end(202).replace("interface\",\"termination_id\":5202", "x\",\"termination_id\":5202")
                        .replace("dcim.x", "circuits.circuittermination"));

        assertThat(obstacleOfTheFirst())
                .isEqualTo(
                        "has a production cable that leads to no port of a device but to a circuits.circuittermination");
    }

    @Test
    void aCableToAnotherServerIsLeftAlone() {
        String toServer10 = nic(2, "eth2", 201).replace("{\"id\":77,", "{\"id\":10,");
        SERVER.stubFor(get(urlPathEqualTo(INTERFACES))
                .withQueryParam("description__isw", equalTo("Production Network SFP Interface"))
                .willReturn(page(toServer10, nic(2, "eth10", 202))));

        assertThat(obstacleOfTheFirst()).isEqualTo("has a production cable that leads to a server");
        lab.close();
        assertThat(observe(new Scope(OptionalInt.of(1), Optional.empty()))
                        .servers()
                        .get(0)
                        .cabling()
                        .obstacle())
                .isPresent();
    }

    @Test
    void aCableWhoseEndsAreNotShownIsLeftAlone() {
        ends(end(202));

        assertThat(obstacleOfTheFirst()).startsWith("has a production cable whose ends NetBox shows only in part");
    }

    @Test
    void withoutThePermissionForEndsTheCablesAreAsked() {
        SERVER.stubFor(get(urlPathEqualTo("/api/dcim/cable-terminations/"))
                .atPriority(1)
                .willReturn(error(403, "{\"detail\":\"No.\"}")));
        SERVER.stubFor(list("/api/dcim/cables/", cable(201, "null"), cable(202, "{\"value\":\"single-1c1p\"}")));

        assertThat(observe().servers().get(0).cabling().layout()).isEqualTo(Layout.AS_BUILT);

        lab.close();
        SERVER.stubFor(list("/api/dcim/cables/", cable(201, "null"), cable(202, "{\"value\":\"trunk-2c1p\"}")));
        assertThat(obstacleOfTheFirst()).isEqualTo("has a production cable whose profile has more than one lane");
    }

    private static String cable(long id, String profile) {
        return "{\"id\":" + id + ",\"profile\":" + profile + ",\"a_terminations\":[{\"object_type\":\"dcim.interface\","
                + "\"object_id\":" + id * 10
                + "}],\"b_terminations\":[{\"object_type\":\"dcim.interface\",\"object_id\":"
                + (id + 5000) + "}]}";
    }

    @Nested
    class WithNetBox41 {
        @BeforeEach
        void goBack() {
            version("4.1.11");
            interfaces(port(2, "bmc", "\"mac_address\":\"AA:BB:CC:00:00:02\""));
            SERVER.stubFor(list(
                    PREFIXES,
                    "{\"id\":1,\"prefix\":\"10.55.1.0/24\",\"vrf\":null,\"role\":{\"id\":3,\"slug\":\"bmc-management\"},"
                            + "\"site\":{\"id\":1}}"));
            cables();
            SERVER.stubFor(list(
                    "/api/ipam/ip-ranges/",
                    "{\"id\":1,\"start_address\":\"10.55.1.1/24\",\"end_address\":\"10.55.1.5/24\",\"vrf\":null}"));
        }

        @Test
        void macAddressSiteAndRangesAreReadAsTheyWere() {
            Inventory inventory = observe();

            assertThat(inventory.servers().get(0).bmc().orElseThrow().macAddress())
                    .contains("AA:BB:CC:00:00:02");
            assertThat(inventory.pools().get(0).siteId()).isEqualTo(1);
            assertThat(inventory.pools().get(0).free().findFirst().orElseThrow())
                    .hasToString("10.55.1.6/24");
            SERVER.verify(getRequestedFor(urlPathEqualTo(INTERFACES))
                    .withQueryParam("fields", equalTo("id,device,name,mac_address")));
            SERVER.verify(getRequestedFor(urlPathEqualTo("/api/ipam/ip-ranges/"))
                    .withQueryParam("fields", equalTo("id,start_address,end_address,vrf")));
        }

        private void cables() {
            SERVER.stubFor(list("/api/extras/custom-fields/"));
            SERVER.stubFor(list("/api/extras/bookmarks/"));
            SERVER.stubFor(list("/api/extras/subscriptions/"));
            SERVER.stubFor(list(
                    "/api/dcim/cables/",
                    cable(201, "null").replace("\"profile\"", "\"label\":\"L1\",\"profile\""),
                    cable(202, "null")));
        }

        @ParameterizedTest
        @CsvSource({
            "bookmarks, with bookmarks",
            "subscriptions, with subscriptions",
            "journal-entries, with journal entries",
            "custom-fields, to which the custom field twin may refer"
        })
        void aCableWithWhatWouldBeLostIsLeftAlone(String kind, String what) {
            cables();
            SERVER.stubFor(list(
                    "/api/extras/" + kind + "/",
                    "{\"id\":1,\"object_type\":\"dcim.cable\",\"object_id\":202,"
                            + "\"assigned_object_type\":\"dcim.cable\",\"assigned_object_id\":202,"
                            + "\"kind\":{\"value\":\"info\"},\"comments\":\"x\",\"name\":\"twin\",\"type\":{\"value\":\"object\"},"
                            + "\"content_types\":[\"dcim.device\"]}"));

            assertThat(obstacleOfTheFirst())
                    .isEqualTo("has a production cable " + what
                            + ", which would be lost: this NetBox moves a cable only by deleting it");
        }

        @Test
        void aCableWithATagThatIsNotForCablesIsLeftAlone() {
            cables();
            SERVER.stubFor(list(
                    "/api/dcim/cables/",
                    cable(201, "null").replace("\"profile\"", "\"tags\":[{\"id\":7}],\"profile\""),
                    cable(202, "null")));
            SERVER.stubFor(
                    list("/api/extras/tags/", "{\"id\":7,\"slug\":\"theirs\",\"object_types\":[\"dcim.device\"]}"));

            assertThat(obstacleOfTheFirst())
                    .isEqualTo("has a production cable with a tag that may not be put on cables any more");
        }

        @Test
        void cablesAreReadWithWhatTheyNeedToBeMadeAnew() {
            cables();

            assertThat(observe()
                            .servers()
                            .get(0)
                            .cabling()
                            .nics()
                            .get(0)
                            .cable()
                            .orElseThrow()
                            .attributes())
                    .containsExactly(Map.entry("label", "L1"));
        }
    }
}
