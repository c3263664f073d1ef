package io.github.pocstate.lab.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inet.ipaddr.IPAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyTest {

    @Nested
    @ParameterizedClass(name = "{0} servers")
    @ValueSource(ints = {1, 30, 31, 601, 1_290, 1_291, 1_440, 1_441, 5_000, 100_000})
    class OfAnySize {
        private final int servers;
        private final Topology topology;

        OfAnySize(int servers) {
            this.servers = servers;
            this.topology = Topology.of(servers);
        }

        @Test
        void everythingIsCountedFromOne() {
            assertCounted(topology.sites().stream(), Site::id);
            assertCounted(topology.racks().stream(), Rack::id);
            assertCounted(topology.prefixes().stream(), Prefix::id);
            assertCounted(topology.devices(), Device::id);
            assertCounted(topology.interfaces(), Interface::id);
            assertCounted(topology.macAddresses(), MacAddress::id);
            assertCounted(topology.cables(), Cable::id);
        }

        @Test
        void namesAreUnique() {
            assertUnique(topology.sites().stream().map(Site::name));
            assertUnique(topology.racks().stream().map(Rack::name));
            assertUnique(topology.devices().map(Device::name));
        }

        @Test
        void thereAreAsManyServersAsAskedForAndTheirNamesSortByNumber() {
            assertThat(servers()
                            .map(server -> server.name().substring(server.name().lastIndexOf('-'))))
                    .hasSize(servers)
                    .isSorted();
        }

        @Test
        void everyDeviceHasTheInterfacesOfItsType() {
            Map<Integer, List<InterfaceTemplate>> interfaces = topology.interfaces()
                    .collect(Collectors.groupingBy(
                            nic -> nic.device().id(), Collectors.mapping(Interface::template, Collectors.toList())));
            assertThat(topology.devices())
                    .allMatch(device -> interfaces
                            .getOrDefault(device.id(), List.of())
                            .equals(device.type().interfaces()));
        }

        @Test
        void everyBmcHasAMacAddressOfItsOwn() {
            assertUnique(topology.macAddresses().map(MacAddress::value));
            assertThat(topology.macAddresses().map(MacAddress::value))
                    .allMatch(mac -> mac.matches("a0:36:9f(:[0-9a-f]{2}){3}"));
            assertThat(topology.interfaces().filter(nic -> nic.macAddress().isPresent()))
                    .allMatch(nic -> nic.template().name().equals("bmc"))
                    .map(Interface::id)
                    .isEqualTo(topology.macAddresses().map(MacAddress::on).toList());
        }

        @Test
        void everyServerHasThreeCablesToTheThreeSwitchesOfItsRack() {
            Map<Device, List<Cable>> cables = topology.cables()
                    .collect(Collectors.groupingBy(cable -> cable.a().device()));
            List<String> wanted = List.of("bmc to mgmt", "ens1f0 to prod1", "ens2f0 to prod2");
            assertThat(servers()).allMatch(server -> wanted.equals(ways(cables.getOrDefault(server, List.of()))));
            assertThat(cables).hasSize(servers);
        }

        private List<String> ways(List<Cable> cables) {
            return cables.stream()
                    .filter(cable ->
                            cable.a().device().rack().equals(cable.b().device().rack()))
                    .map(cable -> cable.a().template().name() + " to "
                            + cable.b().device().name().replaceAll("-.*", ""))
                    .toList();
        }

        @Test
        void aPortHasOneCableAndSaysWhichOne() {
            Map<Integer, Cable> cables = new HashMap<>();
            topology.cables().forEach(cable -> {
                for (CableEnd end : CableEnd.values()) {
                    Cable other = cables.put(cable.at(end).id(), cable);
                    assertThat(other).isNull();
                }
            });
            assertThat(topology.interfaces().filter(port -> port.cable().isPresent()))
                    .hasSize(cables.size())
                    .allMatch(port -> isPluggedInto(cables.get(port.id()), port));
        }

        private boolean isPluggedInto(Cable cable, Interface port) {
            return cable.id() == port.cable().orElseThrow()
                    && cable.at(port.end()).equals(port);
        }

        @Test
        void noRackIsOverfull() {
            Map<Integer, Long> devices = topology.devices()
                    .collect(Collectors.groupingBy(device -> device.rack().id(), Collectors.counting()));
            assertThat(devices).hasSameSizeAs(topology.racks());
            assertThat(devices.values()).allMatch(units -> units <= Topology.UNITS_PER_RACK);
        }

        @Test
        void everySiteHasABmcNetworkWithAnAddressForEachOfItsServers() {
            Map<Site, Long> serversOf = servers()
                    .collect(Collectors.groupingBy(server -> server.rack().site(), Collectors.counting()));
            List<Prefix> networks = topology.prefixes().stream()
                    .filter(prefix -> prefix.site().isPresent())
                    .toList();
            assertThat(networks).map(prefix -> prefix.site().orElseThrow()).isEqualTo(topology.sites());
            assertThat(networks)
                    .allMatch(prefix -> prefix.block().getCount().longValue() - 2
                            >= serversOf.getOrDefault(prefix.site().orElseThrow(), 0L));
        }

        @Test
        void theContainerHoldsTheBmcNetworksAndTheyDoNotOverlap() {
            IPAddress container = topology.prefixes().get(0).block();
            List<IPAddress> networks =
                    topology.prefixes().stream().skip(1).map(Prefix::block).toList();
            assertThat(container.toString()).startsWith("10.");
            assertThat(networks).allMatch(container::contains).allMatch(IPAddress::isPrefixBlock);
            assertThat(networks)
                    .allMatch(one -> networks.stream().filter(one::overlaps).count() == 1);
        }

        private Stream<Device> servers() {
            return topology.devices().filter(Device::isServer);
        }

        private <T> void assertCounted(Stream<T> values, ToIntFunction<T> id) {
            int[] ids = values.mapToInt(id).toArray();
            assertThat(ids).isEqualTo(IntStream.rangeClosed(1, ids.length).toArray());
        }

        private void assertUnique(Stream<String> names) {
            Set<String> seen = new HashSet<>();
            assertThat(names.filter(name -> !seen.add(name))).as("not unique").isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} servers: {1} racks, the last one {2}, BMC networks {3} in {4}")
    @CsvSource({
        "1, 30, DC-Center-R06, 10.55.1.0/24, 10.55.0.0/16",
        "601, 30, DC-Center-R06, 10.55.1.0/24, 10.55.0.0/16",
        "1290, 30, DC-Center-R06, 10.55.2.0/23, 10.55.0.0/16",
        "1291, 35, DC-Center-R07, 10.55.2.0/23, 10.55.0.0/16",
        "20000, 470, DC-Center-R94, 10.55.16.0/20, 10.55.0.0/16",
        "100000, 2330, DC-Center-R466, 10.52.128.0/17, 10.52.0.0/14",
    })
    void growsWithTheServers(int servers, int racks, String lastRack, String firstNetwork, String container) {
        Topology topology = Topology.of(servers);
        assertThat(topology.racks())
                .hasSize(racks)
                .last()
                .extracting(Rack::name)
                .isEqualTo(lastRack);
        assertThat(topology.prefixes().stream().map(prefix -> prefix.block().toString()))
                .startsWith(container, firstNetwork);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 100_001, Integer.MAX_VALUE})
    void refusesASizeOutsideOfItsRange(int servers) {
        assertThatThrownBy(() -> Topology.of(servers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a lab has 1 to 100000 servers, not " + servers);
    }
}
