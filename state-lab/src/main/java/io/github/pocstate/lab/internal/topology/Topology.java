package io.github.pocstate.lab.internal.topology;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What stands in the lab and how it is cabled, made from the number of servers alone.
 *
 * <p>Five sites have racks of the same gear: a management switch, two production switches, two PDUs. The servers are
 * dealt out to the racks in turn; each has a cable from its BMC to the management switch of its rack and one from each
 * production NIC to a production switch. A site has six racks, as in the shared data set of 601 servers, or as many as
 * it takes that no rack is overfull.
 *
 * <p>Everything is counted from 1 and comes in the order of its id; streams make their values while they are read.
 * This class is immutable and thread-safe.
 */
public final class Topology {

    /** The most servers there can be. */
    public static final int MAX_SERVERS = 100_000;

    /** Units of a rack; every device takes one. */
    public static final int UNITS_PER_RACK = 48;

    static final int PORTS_PER_SWITCH = 48;

    private static final int SERVERS_PER_RACK = Math.min(PORTS_PER_SWITCH, UNITS_PER_RACK - Gear.PER_RACK);
    private static final int MIN_RACKS_PER_SITE = 6;
    private static final int MIN_DIGITS = 4;
    private static final long FIRST_MAC_ADDRESS = 0xA0369F_000000L;

    private static final List<Site> SITES = List.of(
            new Site(1, "DC-North"),
            new Site(2, "DC-South"),
            new Site(3, "DC-East"),
            new Site(4, "DC-West"),
            new Site(5, "DC-Center"));

    private final int servers;
    private final List<Rack> racks;
    private final List<Prefix> prefixes;
    private final String serverName;

    private Topology(int servers) {
        int racksPerSite = Math.max(MIN_RACKS_PER_SITE, roundedUp(servers, SITES.size() * SERVERS_PER_RACK));
        this.servers = servers;
        this.racks = racks(racksPerSite);
        this.prefixes = Prefix.forBmcsOf(SITES, racksPerSite * roundedUp(servers, racks.size()));
        this.serverName =
                "srv-%s-%0" + Math.max(MIN_DIGITS, String.valueOf(servers).length()) + "d";
    }

    /**
     * Describes the lab with so many servers.
     *
     * @throws IllegalArgumentException unless there are 1 to {@value #MAX_SERVERS}
     */
    public static Topology of(int servers) {
        if (servers < 1 || servers > MAX_SERVERS) {
            throw new IllegalArgumentException("a lab has 1 to " + MAX_SERVERS + " servers, not " + servers);
        }
        return new Topology(servers);
    }

    public int servers() {
        return servers;
    }

    public List<Site> sites() {
        return SITES;
    }

    public List<Rack> racks() {
        return racks;
    }

    /** The container, then one BMC network per site. */
    public List<Prefix> prefixes() {
        return prefixes;
    }

    /** The gear of all racks, then the servers. */
    public Stream<Device> devices() {
        return Stream.concat(
                racks.stream().flatMap(rack -> Arrays.stream(Gear.values()).map(gear -> gear.in(rack))),
                serverNumbers().map(this::server));
    }

    /** The ports of all switches, then the interfaces of the servers. */
    public Stream<Interface> interfaces() {
        return Stream.concat(
                racks.stream().flatMap(this::portsIn), serverNumbers().flatMap(this::nicsOf));
    }

    /** One per BMC. */
    public Stream<MacAddress> macAddresses() {
        return serverNumbers().map(number -> new MacAddress(number, macAddress(number), nicId(number, Nic.BMC)));
    }

    /** Three per server: that of the BMC, then those of the production NICs. */
    public Stream<Cable> cables() {
        return serverNumbers().flatMap(this::cablesOf);
    }

    private Stream<Integer> serverNumbers() {
        return IntStream.rangeClosed(1, servers).boxed();
    }

    private static List<Rack> racks(int perSite) {
        return IntStream.range(0, SITES.size() * perSite)
                .mapToObj(index -> rack(index + 1, SITES.get(index / perSite), index % perSite + 1))
                .toList();
    }

    private static Rack rack(int id, Site site, int number) {
        return new Rack(id, String.format(Locale.ROOT, "%s-R%02d", site.name(), number), site);
    }

    /** Which port of its rack's switches a server is on, counted from 0. */
    private int portOf(int server) {
        return (server - 1) / racks.size();
    }

    /** The server on a port of the rack's switches; there may be none of that number. */
    private int serverOn(Rack rack, int port) {
        return port * racks.size() + rack.id();
    }

    private Device server(int number) {
        Rack rack = racks.get((number - 1) % racks.size());
        String site = rack.site().name().toLowerCase(Locale.ROOT);
        String name = String.format(Locale.ROOT, serverName, site, number);
        return new Device(racks.size() * Gear.PER_RACK + number, name, DeviceType.DL360_GEN10, rack);
    }

    private Stream<Interface> portsIn(Rack rack) {
        return Arrays.stream(Uplink.values()).flatMap(uplink -> {
            Device device = uplink.gear().in(rack);
            return IntStream.range(0, PORTS_PER_SWITCH).mapToObj(port -> port(device, uplink, port));
        });
    }

    private Interface port(Device device, Uplink uplink, int port) {
        int id = ((device.rack().id() - 1) * Uplink.PER_SERVER + uplink.place()) * PORTS_PER_SWITCH + port + 1;
        int server = serverOn(device.rack(), port);
        OptionalInt cable = server <= servers ? OptionalInt.of(uplink.cableId(server)) : OptionalInt.empty();
        return new Interface(id, device, device.type().interfaces().get(port), cable, OptionalInt.empty());
    }

    private Stream<Interface> nicsOf(int server) {
        Device device = server(server);
        return Arrays.stream(Nic.values()).map(nic -> nic(server, device, nic));
    }

    private Interface nic(int server, Device device, Nic nic) {
        OptionalInt cable = Uplink.of(nic)
                .map(uplink -> OptionalInt.of(uplink.cableId(server)))
                .orElse(OptionalInt.empty());
        OptionalInt macAddress = nic == Nic.BMC ? OptionalInt.of(server) : OptionalInt.empty();
        return new Interface(nicId(server, nic), device, nic.template(), cable, macAddress);
    }

    private int nicId(int server, Nic nic) {
        int portsOfSwitches = racks.size() * Uplink.PER_SERVER * PORTS_PER_SWITCH;
        return portsOfSwitches + (server - 1) * Nic.PER_SERVER + nic.place() + 1;
    }

    private Stream<Cable> cablesOf(int server) {
        Device device = server(server);
        return Arrays.stream(Uplink.values()).map(uplink -> cable(server, device, uplink));
    }

    private Cable cable(int server, Device device, Uplink uplink) {
        Interface a = nic(server, device, uplink.nic());
        Interface b = port(uplink.gear().in(device.rack()), uplink, portOf(server));
        return new Cable(uplink.cableId(server), a, b);
    }

    private static String macAddress(int number) {
        return String.format(Locale.ROOT, "%012x", FIRST_MAC_ADDRESS + number - 1)
                .replaceAll("..(?!$)", "$0:");
    }

    private static int roundedUp(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
