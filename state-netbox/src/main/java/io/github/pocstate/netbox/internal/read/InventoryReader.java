package io.github.pocstate.netbox.internal.read;

import io.github.pocstate.ProgressListener;
import io.github.pocstate.Scope;
import io.github.pocstate.config.LabSettings;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.netbox.dto.DeviceDto;
import io.github.pocstate.netbox.dto.IdDto;
import io.github.pocstate.netbox.dto.InterfaceDto;
import io.github.pocstate.netbox.dto.IpAddressDto;
import io.github.pocstate.netbox.dto.IpRangeDto;
import io.github.pocstate.netbox.dto.JournalEntryDto;
import io.github.pocstate.netbox.dto.ObjectTypes;
import io.github.pocstate.netbox.dto.Page;
import io.github.pocstate.netbox.dto.PrefixDto;
import io.github.pocstate.netbox.dto.Ref;
import io.github.pocstate.netbox.dto.SluggedDto;
import io.github.pocstate.netbox.internal.client.NetBoxClient;
import io.github.pocstate.netbox.internal.client.NetBoxRejection;
import io.github.pocstate.netbox.internal.client.NetBoxVersion;
import io.github.pocstate.netbox.internal.client.Parallel;
import io.github.pocstate.netbox.model.Inventory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Reads the lab with a handful of bulk requests in parallel; thread-safe.
 *
 * <p>NetBox ignores a filter it does not know, so filters only save time: what counts is checked again here or in
 * {@link InventoryBuilder}.
 */
public final class InventoryReader {

    private static final String STAGE = "lab read";

    /** How many lists a reading is made of, for the progress. */
    private static final int LISTS = 9;

    private static final int WHOLE_LISTS = 1000;

    /** Interfaces with their far ends are NetBox's slowest list; shorter pages are shared among its workers. */
    private static final int INTERFACE_PAGE = 350;

    /** A few servers are asked for by id; the address line of a request ends at some 4,000 characters. */
    private static final int MOST_BY_ID = 200;

    private final PocConfig config;
    private final NetBoxClient netBox;
    private final Function<String, List<String>> queues;
    private final NetBoxVersion version;
    private final Parallel parallel;
    private final PagedReader pages;
    private final CableReader cableReader;
    private final ServerChoice choice;

    public InventoryReader(
            PocConfig config,
            NetBoxClient netBox,
            Function<String, List<String>> queues,
            NetBoxVersion version,
            Parallel parallel,
            boolean recreatesCables) {
        this.config = config;
        this.netBox = netBox;
        this.queues = queues;
        this.version = version;
        this.parallel = parallel;
        this.pages = new PagedReader(parallel, netBox.url());
        this.cableReader = new CableReader(netBox, parallel, pages, recreatesCables);
        this.choice = new ServerChoice(config.lab(), netBox.url());
    }

    public Inventory read(Scope scope, ProgressListener listener) {
        listener.started(STAGE, LISTS);
        try {
            return new Reading(listener).read(scope);
        } finally {
            listener.finished(STAGE);
        }
    }

    /** One reading; what it starts runs at the same time, what it waits for is told to the listener. */
    private final class Reading {

        private final ProgressListener listener;

        Reading(ProgressListener listener) {
            this.listener = listener;
        }

        Inventory read(Scope scope) {
            var discoveryQueue =
                    told(parallel.start(() -> queues.apply(config.redis().discoveryQueue())));
            var updateQueue =
                    told(parallel.start(() -> queues.apply(config.redis().updateQueue())));
            var tag = parallel.start(InventoryReader.this::tag);
            var marked = told(parallel.then(tag, id -> id.isPresent() ? markedCables() : Set.<Long>of()));
            var journal =
                    told(parallel.then(tag, id -> id.isPresent() ? journalEntries() : List.<JournalEntryDto>of()));
            OptionalLong site = site(scope);
            var prefixes = parallel.start(() -> prefixes(site));
            var held = told(parallel.then(prefixes, InventoryReader.this::addressesWithin));
            var ranges = told(parallel.then(prefixes, InventoryReader.this::rangesWithin));
            Filter filter = new Filter(serverRoles(), site);
            var chosen = parallel.start(() -> servers(filter, scope));
            var devices = told(parallel.then(chosen, Chosen::servers));
            var ports = belonging(devices, filter, scope, InventoryReader.this::managedInterfaces);
            var ofServers = belonging(devices, filter, scope, InventoryReader.this::nics);
            var nics = told(parallel.then(chosen, servers -> withNamesakes(servers, filter, ofServers)));
            var cables = parallel.then(nics, read -> cableReader.read(read, Parallel.join(tag)));
            var farServers = parallel.then(nics, read -> serversAtFarEnds(read, scope, filter.roles()));
            var assigned = told(parallel.then(ports, InventoryReader.this::addressesOn));
            Inventory inventory = new InventoryBuilder(config.lab(), version)
                    .servers(Parallel.join(devices))
                    .namesakes(Parallel.join(chosen).namesakes())
                    .interfaces(Parallel.join(ports), Parallel.join(nics))
                    .cables(Parallel.join(marked), Parallel.join(cables), Parallel.join(farServers))
                    .addresses(Parallel.join(assigned))
                    .pools(Parallel.join(prefixes), Parallel.join(held), Parallel.join(ranges))
                    .journal(Parallel.join(journal))
                    .build(scope, Parallel.join(tag), Parallel.join(discoveryQueue), Parallel.join(updateQueue));
            new SettingsFit(config.lab(), netBox.dcim::interfaces, filter.roles(), netBox.url()).require(inventory);
            return inventory;
        }

        private <T> CompletableFuture<T> told(CompletableFuture<T> list) {
            return list.whenComplete((value, error) -> listener.advanced(STAGE, 1));
        }
    }

    /** Interfaces of the servers: with a limit of those servers only, which must be known first. */
    private CompletableFuture<List<InterfaceDto>> belonging(
            CompletableFuture<List<DeviceDto>> devices,
            Filter filter,
            Scope scope,
            Function<Map<String, Object>, List<InterfaceDto>> list) {
        return scope.limit().isEmpty()
                ? parallel.start(() -> list.apply(filter.query()))
                : parallel.then(devices, servers -> ofDevices(servers, filter, list));
    }

    /** The filters that narrow devices and what belongs to them. */
    private record Filter(Set<Long> roles, OptionalLong site) {

        Map<String, Object> query() {
            Map<String, Object> query = new LinkedHashMap<>();
            query.put("device_role_id", roles);
            site.ifPresent(id -> query.put("site_id", id));
            return query;
        }
    }

    private OptionalLong site(Scope scope) {
        if (scope.site().isEmpty()) {
            return OptionalLong.empty();
        }
        return choice.site(scope, all(netBox.dcim::sites, Map.of("fields", "id,slug"), SluggedDto::id));
    }

    private OptionalLong tag() {
        String slug = config.lab().tag();
        return all(netBox.extras::tags, Map.of("slug", slug, "fields", "id,slug"), SluggedDto::id).stream()
                .filter(tag -> tag.slug().equals(slug))
                .mapToLong(SluggedDto::id)
                .findFirst();
    }

    private Set<Long> markedCables() {
        Set<Long> ids = new HashSet<>();
        all(netBox.dcim::cables, Map.of("tag", config.lab().tag(), "fields", "id"), IdDto::id)
                .forEach(cable -> ids.add(cable.id()));
        return ids;
    }

    private List<JournalEntryDto> journalEntries() {
        return all(
                netBox.extras::journalEntries,
                Map.of(
                        "tag",
                        config.lab().tag(),
                        "assigned_object_type",
                        ObjectTypes.DEVICE,
                        "fields",
                        "id,assigned_object_type,assigned_object_id,kind,comments"),
                JournalEntryDto::id);
    }

    private Set<Long> serverRoles() {
        Map<String, String> query = Map.of("slug__ic", config.lab().serverRole(), "fields", "id,slug");
        List<SluggedDto> fitting = all(netBox.dcim::deviceRoles, query, SluggedDto::id);
        return choice.roles(
                fitting.isEmpty()
                        ? all(netBox.dcim::deviceRoles, Map.of("fields", "id,slug"), SluggedDto::id)
                        : fitting);
    }

    /** The servers in scope, and those outside that share their names. */
    private record Chosen(List<DeviceDto> servers, List<DeviceDto> namesakes) {}

    private Chosen servers(Filter filter, Scope scope) {
        Map<String, Object> query = Map.of("role_id", filter.roles(), "fields", "id,name,status,site,role,oob_ip");
        List<DeviceDto> devices = all(netBox.dcim::devices, query, DeviceDto::id);
        List<DeviceDto> servers = choice.servers(devices, filter.roles(), filter.site(), scope);
        return new Chosen(servers, choice.namesakes(devices, filter.roles(), servers));
    }

    private List<InterfaceDto> withNamesakes(
            Chosen chosen, Filter filter, CompletableFuture<List<InterfaceDto>> ofServers) {
        List<InterfaceDto> nics = new ArrayList<>(Parallel.join(ofServers));
        if (!chosen.namesakes().isEmpty()) {
            Filter everySite = new Filter(filter.roles(), OptionalLong.empty());
            nics.addAll(ofDevices(chosen.namesakes(), everySite, this::nics));
        }
        return nics;
    }

    private List<InterfaceDto> managedInterfaces(Map<String, Object> filters) {
        LabSettings lab = config.lab();
        Map<String, Object> query = new LinkedHashMap<>(filters);
        query.put(
                "name",
                anyAddressOn(lab.mgmtInterface())
                        ? List.of(lab.bmcInterface(), lab.mgmtInterface())
                        : List.of(lab.bmcInterface()));
        query.put("fields", "id,device,name," + (version.hasMacAddressModel() ? "primary_mac_address" : "mac_address"));
        return pages.all(netBox.dcim::interfaces, query, INTERFACE_PAGE, InterfaceDto::id);
    }

    /** A management interface matters for its addresses only; mostly there are none, and reading it can be saved. */
    private boolean anyAddressOn(String interfaceName) {
        Map<String, Object> query = Map.of("interface", interfaceName, "fields", "id,address", "limit", 1);
        return !unlessUnknown("interface", () -> netBox.ipam.ipAddresses(query).results())
                .isEmpty();
    }

    private List<InterfaceDto> nics(Map<String, Object> filters) {
        LabSettings lab = config.lab();
        Map<String, Object> query = new LinkedHashMap<>(filters);
        query.put("description__isw", lab.nicDescription());
        query.put("fields", "id,device,name,description,cable,cable_end,link_peers,link_peers_type");
        List<InterfaceDto> nics =
                new ArrayList<>(pages.all(netBox.dcim::interfaces, query, INTERFACE_PAGE, InterfaceDto::id));
        if (!lab.nicNames().isEmpty()) {
            query.remove("description__isw");
            query.put("name", lab.nicNames());
            nics.addAll(pages.all(netBox.dcim::interfaces, query, INTERFACE_PAGE, InterfaceDto::id));
        }
        return nics;
    }

    private List<InterfaceDto> ofDevices(
            List<DeviceDto> servers, Filter filter, Function<Map<String, Object>, List<InterfaceDto>> list) {
        if (servers.size() > MOST_BY_ID) {
            return list.apply(filter.query());
        }
        List<Long> ids = servers.stream().map(DeviceDto::id).toList();
        return pages.chunked(ids, chunk -> list.apply(Map.of("device_id", chunk)));
    }

    /** Addresses on BMC and management interfaces, wherever they come from. */
    private List<IpAddressDto> addressesOn(List<InterfaceDto> ports) {
        String fields = "id,address,vrf,assigned_object_type,assigned_object_id";
        List<Long> ids = ports.stream().map(InterfaceDto::id).toList();
        if (ids.size() <= MOST_BY_ID) {
            return pages.chunked(
                    ids,
                    chunk -> all(
                            netBox.ipam::ipAddresses,
                            Map.of("interface_id", chunk, "fields", fields),
                            IpAddressDto::id));
        }
        List<String> names = ports.stream().map(InterfaceDto::name).distinct().toList();
        return all(netBox.ipam::ipAddresses, Map.of("interface", names, "fields", fields), IpAddressDto::id);
    }

    private List<PrefixDto> prefixes(OptionalLong site) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("role", config.lab().bmcPrefixRole());
        query.put("fields", "id,prefix,vrf,role,site,scope_type,scope_id");
        site.ifPresent(id -> query.put("site_id", id));
        return unlessUnknown("role", () -> all(netBox.ipam::prefixes, query, PrefixDto::id));
    }

    /** NetBox refuses to filter by a name that no object has; then there is nothing to list. */
    private static <T> List<T> unlessUnknown(String filter, Supplier<List<T>> list) {
        try {
            return list.get();
        } catch (NetBoxRejection rejection) {
            if (rejection.status() == 400 && rejection.detail().startsWith(filter + ":")) {
                return List.of();
            }
            throw rejection;
        }
    }

    private List<IpAddressDto> addressesWithin(List<PrefixDto> prefixes) {
        String fields = "id,address,vrf,assigned_object_type,assigned_object_id";
        return pages.chunked(
                cidrs(prefixes),
                chunk -> all(netBox.ipam::ipAddresses, Map.of("parent", chunk, "fields", fields), IpAddressDto::id));
    }

    private List<IpRangeDto> rangesWithin(List<PrefixDto> prefixes) {
        String fields = "id,start_address,end_address,vrf" + (version.marksPopulatedRanges() ? ",mark_populated" : "");
        return pages.chunked(
                cidrs(prefixes),
                chunk -> all(netBox.ipam::ipRanges, Map.of("parent", chunk, "fields", fields), IpRangeDto::id));
    }

    private static List<String> cidrs(List<PrefixDto> prefixes) {
        return prefixes.stream().map(PrefixDto::prefix).distinct().toList();
    }

    /** Which of the devices at the far ends are servers; in the whole lab all servers are known. */
    private Set<Long> serversAtFarEnds(List<InterfaceDto> nics, Scope scope, Set<Long> roles) {
        if (scope.isWholeLab()) {
            return Set.of();
        }
        List<Long> devices = nics.stream()
                .flatMap(nic -> Optional.ofNullable(nic.linkPeers()).stream().flatMap(List::stream))
                .flatMap(peer -> Optional.ofNullable(peer.device()).stream())
                .map(Ref::id)
                .distinct()
                .toList();
        return pages
                .chunked(
                        devices,
                        chunk -> all(netBox.dcim::devices, Map.of("id", chunk, "fields", "id,role"), DeviceDto::id))
                .stream()
                .filter(device ->
                        device.role() != null && roles.contains(device.role().id()))
                .map(DeviceDto::id)
                .collect(Collectors.toSet());
    }

    private <T> List<T> all(Function<Map<String, Object>, Page<T>> list, Map<String, ?> filters, ToLongFunction<T> id) {
        return pages.all(list, filters, WHOLE_LISTS, id);
    }
}
