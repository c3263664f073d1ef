package io.github.pocstate.netbox.internal;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.pocstate.netbox.Specimens.goal;
import static io.github.pocstate.netbox.internal.FakeNetBox.list;
import static io.github.pocstate.netbox.internal.FakeNetBox.page;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.pocstate.Phase;
import io.github.pocstate.ProgressListener;
import io.github.pocstate.Scope;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Secret;
import io.github.pocstate.netbox.EmbeddedRedis;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.redis.RedisServer;
import io.github.pocstate.plan.Plan;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A NetBox of stubs with two servers, of which only srv-2 has all it needs, and the lab that is opened on it. */
public abstract class NetBoxLabFixture {

    public static final String INTERFACES = "/api/dcim/interfaces/";
    public static final String ADDRESSES = "/api/ipam/ip-addresses/";
    public static final String PREFIXES = "/api/ipam/prefixes/";
    public static final String ROLES = "/api/dcim/device-roles/";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    private final WireMockExtension stubs;
    private final EmbeddedRedis redis;
    NetBoxLab lab;

    public NetBoxLabFixture(WireMockExtension stubs, EmbeddedRedis redis) {
        this.stubs = stubs;
        this.redis = redis;
    }

    @BeforeEach
    void buildTheLab() {
        try (RedisServer queues = redis.connect()) {
            queues.clear(EmbeddedRedis.DISCOVERY_QUEUE);
            queues.clear(EmbeddedRedis.UPDATE_QUEUE);
        }
        version("4.7.3");
        stubs.stubFor(list("/api/dcim/sites/", "{\"id\":1,\"slug\":\"south\"}", "{\"id\":2,\"slug\":\"north\"}"));
        stubs.stubFor(list(ROLES, "{\"id\":5,\"slug\":\"gpu-server\"}", "{\"id\":6,\"slug\":\"switch\"}"));
        stubs.stubFor(
                list("/api/dcim/devices/", device(10), device(2), "{\"id\":77,\"name\":\"sw\",\"role\":{\"id\":6}}"));
        interfaces(
                port(2, "bmc", "\"primary_mac_address\":{\"id\":9,\"mac_address\":\"AA:BB:CC:00:00:02\"}"),
                port(10, "bmc", "\"primary_mac_address\":null"),
                port(77, "bmc", "\"primary_mac_address\":null"));
        stubs.stubFor(get(urlPathEqualTo(INTERFACES))
                .withQueryParam("description__isw", equalTo("Production Network SFP Interface"))
                .willReturn(page(nic(2, "eth10", 202), nic(2, "eth2", 201), nic(2, "eth30", 203), loose(10, "eth1"))));
        stubs.stubFor(list("/api/dcim/cables/"));
        stubs.stubFor(get(urlPathEqualTo("/api/dcim/cables/"))
                .withQueryParam("fields", equalTo("id,a_terminations,b_terminations"))
                .willReturn(page(whole(201), whole(202), whole(203))));
        ends(end(201), end(202), end(203));
        stubs.stubFor(list(ADDRESSES));
        stubs.stubFor(list("/api/ipam/ip-ranges/"));
        stubs.stubFor(list(
                PREFIXES,
                "{\"id\":1,\"prefix\":\"10.55.1.0/24\",\"vrf\":null,\"role\":{\"id\":3,\"slug\":\"bmc-management\"},"
                        + "\"scope_type\":\"dcim.site\",\"scope_id\":1}",
                "{\"id\":2,\"prefix\":\"10.66.0.0/24\",\"role\":{\"id\":4,\"slug\":\"other\"},"
                        + "\"scope_type\":\"dcim.site\",\"scope_id\":1}"));
        freeAddresses(IntStream.rangeClosed(1, 60)
                .mapToObj(host -> "10.55.1." + host + "/24")
                .toArray(String[]::new));
        stubs.stubFor(list("/api/extras/tags/"));
        stubs.stubFor(list("/api/extras/journal-entries/"));
    }

    @AfterEach
    void close() {
        if (lab != null) {
            lab.close();
        }
    }

    PocConfig.Builder config() {
        return PocConfig.builder()
                .netBox(URI.create(FakeNetBox.url(stubs)), Secret.of(FakeNetBox.TOKEN))
                .redis("127.0.0.1", redis.port());
    }

    NetBoxLab open() {
        return open(config());
    }

    NetBoxLab open(PocConfig.Builder config) {
        lab = NetBoxLab.open(config.build(), CLOCK);
        return lab;
    }

    Inventory observe() {
        return observe(Scope.ALL);
    }

    Inventory observe(Scope scope) {
        return (Inventory) open().observe(scope, ProgressListener.NONE);
    }

    Plan plan(Phase phase) {
        Inventory inventory = observe();
        return lab.transitions(phase).get(0).plan(goal(phase), inventory);
    }

    void version(String version) {
        stubs.stubFor(get(urlPathEqualTo("/api/status/"))
                .willReturn(okJson("{\"netbox-version\":\"" + version + "\",\"plugins\":{}}")));
    }

    /** What NetBox calls free in the BMC prefix. */
    void freeAddresses(String... addresses) {
        stubs.stubFor(get(urlPathEqualTo(PREFIXES + "1/available-ips/"))
                .willReturn(okJson(Arrays.stream(addresses)
                        .map(address -> "{\"address\":\"" + address + "\"}")
                        .collect(Collectors.joining(",", "[", "]")))));
    }

    /** The interfaces that are not production NICs. */
    void interfaces(String... ports) {
        stubs.stubFor(get(urlPathEqualTo(INTERFACES))
                .withQueryParam("description__isw", absent())
                .willReturn(page(ports)));
    }

    /** The ends of the cables. */
    void ends(String... ends) {
        String[] single = Arrays.stream(ends)
                .flatMap(pair -> Arrays.stream(pair.split("\n", -1)))
                .toArray(String[]::new);
        stubs.stubFor(list("/api/dcim/cable-terminations/", single));
    }

    /** Both ends of a cable of {@link #nic}, a line each. */
    static String end(long cable) {
        return end(cable * 2, cable, "A", cable * 10) + "\n" + end(cable * 2 + 1, cable, "B", cable + 5000);
    }

    static String whole(long cable) {
        return "{\"id\":" + cable + ",\"a_terminations\":[{\"object_type\":\"dcim.interface\",\"object_id\":"
                + cable * 10 + "}],\"b_terminations\":[{\"object_type\":\"dcim.interface\",\"object_id\":"
                + (cable + 5000) + "}]}";
    }

    static String end(long id, long cable, String side, long port) {
        return "{\"id\":" + id + ",\"cable\":" + cable + ",\"cable_end\":\"" + side
                + "\",\"termination_type\":\"dcim.interface\",\"termination_id\":" + port
                + ",\"connector\":null,\"positions\":null}";
    }

    static String device(long id) {
        return "{\"id\":" + id + ",\"name\":\"srv-" + id + "\",\"status\":{\"value\":\"active\",\"label\":\"Active\"},"
                + "\"site\":{\"id\":1},\"role\":{\"id\":5},\"oob_ip\":null}";
    }

    static String port(long device, String name, String more) {
        return "{\"id\":" + (device * 10 + 1) + ",\"device\":{\"id\":" + device + "},\"name\":\"" + name + "\"," + more
                + "}";
    }

    /** A production NIC at the end of a cable. */
    static String nic(long device, String name, long cable) {
        return "{\"id\":" + (cable * 10) + ",\"device\":{\"id\":" + device + "},\"name\":\"" + name + "\","
                + "\"description\":\"Production Network SFP Interface 1\",\"cable\":{\"id\":" + cable + "},"
                + "\"cable_end\":\"A\",\"link_peers_type\":\"dcim.interface\",\"link_peers\":[{\"id\":" + (cable + 5000)
                + ",\"name\":\"xe-" + cable + "\",\"device\":{\"id\":77,\"name\":\"sw\"}}]}";
    }

    /** A production NIC without a cable. */
    private static String loose(long device, String name) {
        return "{\"id\":999,\"device\":{\"id\":" + device + "},\"name\":\"" + name + "\","
                + "\"description\":\"Production Network SFP Interface 1\",\"cable\":null,\"cable_end\":null,"
                + "\"link_peers\":[],\"link_peers_type\":null}";
    }
}
