package io.github.pocstate.netbox.internal.read;

import inet.ipaddr.IPAddress;
import io.github.pocstate.Scope;
import io.github.pocstate.config.LabSettings;
import io.github.pocstate.netbox.dto.CableTerminationDto;
import io.github.pocstate.netbox.dto.DeviceDto;
import io.github.pocstate.netbox.dto.InterfaceDto;
import io.github.pocstate.netbox.dto.IpAddressDto;
import io.github.pocstate.netbox.dto.IpRangeDto;
import io.github.pocstate.netbox.dto.JournalEntryDto;
import io.github.pocstate.netbox.dto.ObjectTypes;
import io.github.pocstate.netbox.dto.PeerDto;
import io.github.pocstate.netbox.internal.client.NetBoxVersion;
import io.github.pocstate.netbox.internal.compare.NoteText;
import io.github.pocstate.netbox.model.Address;
import io.github.pocstate.netbox.model.AddressPool;
import io.github.pocstate.netbox.model.BmcInterface;
import io.github.pocstate.netbox.model.CableEnd;
import io.github.pocstate.netbox.model.Cabling;
import io.github.pocstate.netbox.model.FarEnd;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.model.JournalEntry;
import io.github.pocstate.netbox.model.NaturalOrder;
import io.github.pocstate.netbox.model.ProductionNic;
import io.github.pocstate.netbox.model.Server;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the lists that NetBox answered together to servers; not thread-safe. */
public final class InventoryBuilder {

    private final LabSettings lab;
    private final NetBoxVersion version;
    private List<DeviceDto> devices = List.of();
    private List<DeviceDto> neighbours = List.of();
    private final Set<Long> deviceIds = new HashSet<>();
    private List<DeviceDto> namesakes = List.of();
    private final Set<Long> namesakeIds = new HashSet<>();
    private final Map<Long, InterfaceDto> bmcs = new HashMap<>();
    private final Set<Long> managedInterfaces = new HashSet<>();
    private final Map<Long, Map<Long, InterfaceDto>> nics = new HashMap<>();
    private Set<Long> marked = Set.of();
    private Map<Long, CableDetails> details = Map.of();
    private CableOwnership ownership = new CableOwnership(List.of(), Set.of());
    private final Map<Long, List<Address>> addresses = new HashMap<>();
    private final Map<Long, Long> deviceOfInterface = new HashMap<>();
    private List<AddressPool> pools = List.of();
    private final Map<IPAddress, List<Long>> strangers = new HashMap<>();
    private Map<Long, String> titles = Map.of();
    private final Map<Long, List<JournalEntry>> journal = new HashMap<>();

    public InventoryBuilder(LabSettings lab, NetBoxVersion version) {
        this.lab = lab;
        this.version = version;
    }

    /** What people call a device; NetBox does not demand a name. */
    static String name(DeviceDto device) {
        return device.name() == null || device.name().isBlank() ? "device " + device.id() : device.name();
    }

    public InventoryBuilder servers(List<DeviceDto> servers) {
        devices = servers;
        servers.forEach(device -> deviceIds.add(device.id()));
        return this;
    }

    /** Of servers outside the scope, addresses stay as foreign as they are to any other server. */
    public InventoryBuilder namesakes(List<DeviceDto> servers) {
        namesakes = servers;
        servers.forEach(device -> namesakeIds.add(device.id()));
        return this;
    }

    private boolean isRead(long device) {
        return deviceIds.contains(device) || namesakeIds.contains(device);
    }

    /** Servers outside the scope that are given addresses of the same networks. */
    public InventoryBuilder neighbours(List<DeviceDto> others) {
        neighbours = others;
        others.forEach(device -> deviceIds.add(device.id()));
        return this;
    }

    public InventoryBuilder interfaces(List<InterfaceDto> managed, List<InterfaceDto> production) {
        for (InterfaceDto port : managed) {
            boolean isBmc = port.name().equals(lab.bmcInterface());
            if (deviceIds.contains(port.device().id()) && (isBmc || port.name().equals(lab.mgmtInterface()))) {
                managedInterfaces.add(port.id());
                deviceOfInterface.put(port.id(), port.device().id());
                if (isBmc) {
                    bmcs.put(port.device().id(), port);
                }
            }
        }
        production.stream()
                .filter(nic -> isRead(nic.device().id()))
                .forEach(nic -> nics.computeIfAbsent(nic.device().id(), id -> new TreeMap<>())
                        .put(nic.id(), nic));
        return this;
    }

    /** The cables of the NICs; {@code otherServers} are servers out of the scope that one may lead to. */
    InventoryBuilder cables(Set<Long> markedCables, CableReader.Cables read, Set<Long> otherServers) {
        marked = markedCables;
        details = read.details();
        Set<Long> servers = new HashSet<>(otherServers);
        servers.addAll(deviceIds);
        ownership = new CableOwnership(read.ends(), servers);
        return this;
    }

    /** The same from a database, where cables are only looked at. */
    public InventoryBuilder cables(Set<Long> markedCables, List<CableTerminationDto> ends, Set<Long> otherServers) {
        return cables(markedCables, new CableReader.Cables(ends, Map.of()), otherServers);
    }

    public InventoryBuilder addresses(List<IpAddressDto> assigned) {
        assigned.stream()
                .filter(this::isManaged)
                .sorted(Comparator.comparingLong(IpAddressDto::id))
                .forEach(this::add);
        return this;
    }

    private void add(IpAddressDto address) {
        long port = Objects.requireNonNull(address.assignedObjectId());
        addresses
                .computeIfAbsent(Objects.requireNonNull(deviceOfInterface.get(port)), id -> new ArrayList<>())
                .add(new Address(address.id(), port, Parsed.address(address.address()), Parsed.id(address.vrf())));
    }

    /** The pools, where NetBox was asked with what it calls free itself. */
    public InventoryBuilder pools(
            BmcPrefixes prefixes, List<IpAddressDto> held, List<IpRangeDto> ranges, Map<Long, FreeInNetBox> free) {
        pools = prefixes.pools().stream()
                .sorted(Comparator.comparing(BmcPrefix::network).thenComparing(BmcPrefix::id))
                .map(prefix -> pool(prefix, prefixes, held, ranges, Optional.ofNullable(free.get(prefix.id()))))
                .toList();
        held.stream()
                .filter(address -> !isManaged(address))
                .forEach(address -> strangers
                        .computeIfAbsent(Parsed.host(address.address()), host -> new ArrayList<>())
                        .add(address.id()));
        return this;
    }

    /** Ids of the addresses that hold the host of a server, too, without being on one. */
    public List<Long> intruders() {
        return addresses.values().stream()
                .flatMap(List::stream)
                .flatMap(address -> strangers.getOrDefault(host(address), List.of()).stream())
                .distinct()
                .toList();
    }

    /** What holds those addresses. */
    public InventoryBuilder titles(Map<Long, String> holders) {
        titles = holders;
        return this;
    }

    public InventoryBuilder journal(List<JournalEntryDto> entries) {
        entries.stream()
                .filter(entry -> entry.assignedObjectType().equals(ObjectTypes.DEVICE))
                .filter(entry -> isRead(entry.assignedObjectId()))
                .sorted(Comparator.comparingLong(JournalEntryDto::id))
                .forEach(entry -> journal.computeIfAbsent(entry.assignedObjectId(), id -> new ArrayList<>())
                        .add(new JournalEntry(
                                entry.id(), NoteText.read(entry.kind().value(), entry.comments()))));
        return this;
    }

    public Inventory build(Scope scope, OptionalLong tag, List<String> discoveryQueue, List<String> updateQueue) {
        List<Server> servers = devices.stream().map(this::server).toList();
        List<Server> outside = namesakes.stream().map(this::server).toList();
        List<Server> others = neighbours.stream().map(this::server).toList();
        return new Inventory(
                scope,
                servers,
                outside,
                pools,
                others,
                otherHolders(servers, others),
                tag,
                discoveryQueue,
                updateQueue);
    }

    /** By id of an address of a server: what else holds its host. */
    private Map<Long, String> otherHolders(List<Server> servers, List<Server> others) {
        Map<IPAddress, Map<Long, String>> holders = new HashMap<>();
        Stream.concat(servers.stream(), others.stream())
                .forEach(server -> server.addresses()
                        .forEach(address -> holders.computeIfAbsent(host(address), host -> new TreeMap<>())
                                .put(address.id(), server.name())));
        holders.forEach((host, some) -> strangers
                .getOrDefault(host, List.of())
                .forEach(id -> some.put(id, titles.getOrDefault(id, "IP address " + id))));
        Map<Long, String> found = new HashMap<>();
        holders.values().stream()
                .filter(some -> some.size() > 1)
                .forEach(some -> some.keySet().forEach(id -> found.put(id, allBut(id, some))));
        return found;
    }

    private static String allBut(Long id, Map<Long, String> holders) {
        return holders.entrySet().stream()
                .filter(other -> !other.getKey().equals(id))
                .map(Map.Entry::getValue)
                .distinct()
                .collect(Collectors.joining(" and "));
    }

    private static IPAddress host(Address address) {
        return address.host().getLower().withoutPrefixLength();
    }

    private Server server(DeviceDto device) {
        List<JournalEntry> entries = journal.getOrDefault(device.id(), List.of());
        Server server = new Server(
                device.id(),
                name(device),
                device.status() == null ? "" : device.status().value(),
                Parsed.id(device.site()),
                Parsed.id(device.oobIp()),
                Optional.ofNullable(bmcs.get(device.id())).map(InventoryBuilder::bmc),
                addresses.getOrDefault(device.id(), List.of()),
                Cabling.of(List.of(), Optional.empty()),
                entries);
        return server.withCabling(Cabling.of(twoNics(device.id()), server.recordedWiring()));
    }

    private List<ProductionNic> twoNics(long device) {
        return productionNics(device).stream()
                .sorted(Comparator.comparing(InterfaceDto::name, NaturalOrder.INSTANCE))
                .limit(2)
                .map(this::nic)
                .toList();
    }

    private List<InterfaceDto> productionNics(long device) {
        List<InterfaceDto> all = List.copyOf(nics.getOrDefault(device, Map.of()).values());
        List<InterfaceDto> described = all.stream()
                .filter(nic -> nic.description() != null && nic.description().startsWith(lab.nicDescription()))
                .toList();
        return described.isEmpty()
                ? all.stream()
                        .filter(nic -> lab.nicNames().contains(nic.name()))
                        .toList()
                : described;
    }

    private ProductionNic nic(InterfaceDto nic) {
        return new ProductionNic(
                nic.id(), nic.name(), Optional.ofNullable(nic.cable()).map(cable -> cable(nic, cable.id())));
    }

    private CableEnd cable(InterfaceDto nic, long cable) {
        CableDetails carried = details.getOrDefault(cable, CableDetails.NONE);
        return new CableEnd(
                cable,
                nic.cableEnd() == null ? "A" : nic.cableEnd(),
                far(nic),
                marked.contains(cable),
                carried.attributes(),
                ownership.obstacle(nic, cable).or(carried::loss));
    }

    private static Optional<FarEnd> far(InterfaceDto nic) {
        List<PeerDto> peers = nic.linkPeers();
        if (peers == null || peers.isEmpty() || nic.linkPeersType() == null) {
            return Optional.empty();
        }
        String device = Optional.ofNullable(peers.get(0).device())
                .flatMap(ref -> Optional.ofNullable(ref.name()))
                .orElse("");
        String port = peers.stream()
                .map(peer -> peer.name() != null
                        ? peer.name()
                        : Optional.ofNullable(peer.display()).orElse(""))
                .collect(Collectors.joining(", "));
        return Optional.of(
                new FarEnd(nic.linkPeersType(), peers.stream().map(PeerDto::id).toList(), device, port));
    }

    private static BmcInterface bmc(InterfaceDto port) {
        String mac = port.primaryMacAddress() == null
                ? port.macAddress()
                : port.primaryMacAddress().macAddress();
        return new BmcInterface(port.id(), Optional.ofNullable(mac).filter(text -> !text.isBlank()));
    }

    private AddressPool pool(
            BmcPrefix prefix,
            BmcPrefixes prefixes,
            List<IpAddressDto> held,
            List<IpRangeDto> ranges,
            Optional<FreeInNetBox> free) {
        Map<Boolean, Set<IPAddress>> takenHere = held.stream()
                .filter(address -> !isManaged(address))
                .collect(Collectors.partitioningBy(
                        address -> Parsed.id(address.vrf()).equals(prefix.vrf()),
                        Collectors.mapping(
                                address -> Parsed.host(address.address()),
                                Collectors.filtering(prefix.network()::contains, Collectors.toSet()))));
        List<AddressPool.Range> blocked = new ArrayList<>(prefixes.within(prefix));
        ranges.stream()
                .sorted(Comparator.comparingLong(IpRangeDto::id))
                .filter(range -> Parsed.id(range.vrf()).equals(prefix.vrf()))
                .filter(range -> !version.marksPopulatedRanges() || Boolean.TRUE.equals(range.markPopulated()))
                .map(range -> new AddressPool.Range(Parsed.host(range.startAddress()), Parsed.host(range.endAddress())))
                .filter(range ->
                        range.lowest().getIPVersion() == prefix.network().getIPVersion())
                .forEach(blocked::add);
        AddressPool pool = new AddressPool(
                prefix.site().getAsLong(),
                prefix.network(),
                prefix.vrf(),
                takenHere.getOrDefault(true, Set.of()),
                takenHere.getOrDefault(false, Set.of()),
                blocked);
        return free.map(known -> pool.without(known.others(AddressPool.Range.of(prefix.network()), ours(prefix, held))))
                .orElse(pool);
    }

    /** Hosts that servers hold may be handed out again. */
    private Set<IPAddress> ours(BmcPrefix prefix, List<IpAddressDto> held) {
        return held.stream()
                .filter(this::isManaged)
                .filter(address -> Parsed.id(address.vrf()).equals(prefix.vrf()))
                .map(address -> Parsed.host(address.address()))
                .filter(prefix.network()::contains)
                .collect(Collectors.toSet());
    }

    private boolean isManaged(IpAddressDto address) {
        return ObjectTypes.INTERFACE.equals(address.assignedObjectType())
                && address.assignedObjectId() != null
                && managedInterfaces.contains(address.assignedObjectId());
    }
}
