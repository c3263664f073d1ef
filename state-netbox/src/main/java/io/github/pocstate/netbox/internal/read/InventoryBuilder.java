package io.github.pocstate.netbox.internal.read;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import io.github.pocstate.Problem;
import io.github.pocstate.RejectedException;
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
import io.github.pocstate.netbox.dto.PrefixDto;
import io.github.pocstate.netbox.dto.Ref;
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
import org.jspecify.annotations.Nullable;

/** Puts the lists that NetBox answered together to servers; not thread-safe. */
public final class InventoryBuilder {

    private final LabSettings lab;
    private final NetBoxVersion version;
    private List<DeviceDto> devices = List.of();
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
                .add(new Address(address.id(), port, parse(address.address()), id(address.vrf())));
    }

    public InventoryBuilder pools(List<PrefixDto> prefixes, List<IpAddressDto> held, List<IpRangeDto> ranges) {
        pools = prefixes.stream()
                .sorted(Comparator.comparingLong(PrefixDto::id))
                .filter(prefix -> prefix.role() != null
                        && lab.bmcPrefixRole().equals(prefix.role().slug()))
                .flatMap(prefix -> siteOf(prefix).stream().mapToObj(site -> pool(site, prefix, held, ranges)))
                .sorted(Comparator.comparing(AddressPool::prefix))
                .toList();
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
        return new Inventory(scope, servers, outside, pools, tag, discoveryQueue, updateQueue);
    }

    private Server server(DeviceDto device) {
        List<JournalEntry> entries = journal.getOrDefault(device.id(), List.of());
        Server server = new Server(
                device.id(),
                name(device),
                device.status() == null ? "" : device.status().value(),
                id(device.site()),
                id(device.oobIp()),
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

    private static OptionalLong siteOf(PrefixDto prefix) {
        if (prefix.scopeType() != null && prefix.scopeId() != null) {
            return prefix.scopeType().equals("dcim.site") ? OptionalLong.of(prefix.scopeId()) : OptionalLong.empty();
        }
        return id(prefix.site());
    }

    private AddressPool pool(long site, PrefixDto prefix, List<IpAddressDto> held, List<IpRangeDto> ranges) {
        IPAddress network = parse(prefix.prefix());
        if (!network.isPrefixed()) {
            throw noAddress(prefix.prefix());
        }
        OptionalLong vrf = id(prefix.vrf());
        Set<IPAddress> taken = held.stream()
                .filter(address -> id(address.vrf()).equals(vrf))
                .filter(address -> !isManaged(address))
                .map(address -> host(address.address()))
                .filter(host -> network.toPrefixBlock().contains(host))
                .collect(Collectors.toSet());
        List<AddressPool.Range> blocked = ranges.stream()
                .sorted(Comparator.comparingLong(IpRangeDto::id))
                .filter(range -> id(range.vrf()).equals(vrf))
                .filter(range -> !version.marksPopulatedRanges() || Boolean.TRUE.equals(range.markPopulated()))
                .map(range -> new AddressPool.Range(host(range.startAddress()), host(range.endAddress())))
                .filter(range -> range.lowest().getIPVersion() == network.getIPVersion())
                .toList();
        return new AddressPool(site, network, vrf, taken, blocked);
    }

    private boolean isManaged(IpAddressDto address) {
        return ObjectTypes.INTERFACE.equals(address.assignedObjectType())
                && address.assignedObjectId() != null
                && managedInterfaces.contains(address.assignedObjectId());
    }

    private static OptionalLong id(@Nullable Ref ref) {
        return ref == null ? OptionalLong.empty() : OptionalLong.of(ref.id());
    }

    private static IPAddress host(String address) {
        return parse(address).withoutPrefixLength();
    }

    private static IPAddress parse(String address) {
        IPAddress parsed = new IPAddressString(address).getAddress();
        if (parsed == null) {
            throw noAddress(address);
        }
        return parsed;
    }

    private static RejectedException noAddress(String text) {
        return new RejectedException(new Problem(
                "NetBox holds something that is no address: [" + text + "].",
                "its prefixes, IP ranges and IP addresses",
                "correct it in NetBox, and check that nothing on the way changes its answers"));
    }
}
