package io.github.pocstate.netbox.internal;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.pocstate.netbox.internal.FakeNetBox.error;
import static io.github.pocstate.netbox.internal.FakeNetBox.list;
import static io.github.pocstate.netbox.internal.FakeNetBox.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.pocstate.RejectedException;
import io.github.pocstate.Scope;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.netbox.EmbeddedRedis;
import io.github.pocstate.netbox.model.Cabling.Layout;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.model.Server;
import io.github.pocstate.netbox.redis.RedisServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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
        assertThat(servers.get(1).cabling().reason()).isEqualTo("has fewer than two production NICs");
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
    void withoutThePrefixRoleFindsNoPool() {
        SERVER.stubFor(get(urlPathEqualTo(PREFIXES))
                .willReturn(error(400, "{\"role\":[\"Select a valid choice. bmc-management is not one.\"]}")));

        assertThat(observe().pools()).isEmpty();
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

    @Test
    void aCableSharedByTwoServersIsLeftAlone() {
        SERVER.stubFor(get(urlPathEqualTo(INTERFACES))
                .withQueryParam("description__isw", equalTo("Production Network SFP Interface"))
                .willReturn(page(
                        nic(2, "eth1", 201),
                        nic(2, "eth2", 202),
                        nic(10, "eth1", 203),
                        nic(10, "eth2", 202).replace("\"id\":2020", "\"id\":2021"))));

        assertThat(observe().servers().get(1).cabling().reason())
                .isEqualTo("shares a production cable with server [srv-2]");
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

        @Test
        void cablesAreReadWithWhatTheyNeedToBeMadeAnew() {
            SERVER.stubFor(get(urlPathEqualTo("/api/dcim/cables/"))
                    .withQueryParam("id", equalTo("201"))
                    .willReturn(page("{\"id\":201,\"label\":\"L1\",\"type\":null,\"tags\":[]}")));

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
