package io.github.pocstate.netbox.internal.read;

import io.github.pocstate.ProgressListener;
import io.github.pocstate.Scope;
import io.github.pocstate.config.LabSettings;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.netbox.dto.DeviceDto;
import io.github.pocstate.netbox.dto.IdDto;
import io.github.pocstate.netbox.dto.InterfaceDto;
import io.github.pocstate.netbox.dto.JournalEntryDto;
import io.github.pocstate.netbox.dto.ObjectTypes;
import io.github.pocstate.netbox.dto.Page;
import io.github.pocstate.netbox.dto.SluggedDto;
import io.github.pocstate.netbox.internal.client.NetBoxClient;
import io.github.pocstate.netbox.internal.client.NetBoxVersion;
import io.github.pocstate.netbox.internal.client.Parallel;
import io.github.pocstate.netbox.model.Inventory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private final AddressReader addresses;
    private final CableReader cables;
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
        this.addresses = new AddressReader(config.lab(), netBox, version, parallel, pages);
        this.cables = new CableReader(netBox, parallel, pages, recreatesCables);
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
            var prefixes = parallel.start(() -> addresses.prefixes(site));
            var held = told(parallel.then(prefixes, addresses::addressesWithin));
            var ranges = told(parallel.start(addresses::populatedRanges));
            Filter filter = new Filter(serverRoles(), site);
            var chosen = parallel.start(() -> servers(filter, scope));
            var devices = told(parallel.then(chosen, Chosen::servers));
            var neighbours =
                    prefixes.thenCombine(chosen, (some, all) -> neighbours(all, filter, some.neighbourSites()));
            var free = parallel.then(
                    prefixes.thenCombine(
                            devices.thenCombine(neighbours, InventoryReader::both), AddressReader.FreeQuery::new),
                    addresses::free);
            var ports = belonging(devices, filter, scope, InventoryReader.this::managedInterfaces)
                    .thenCombine(parallel.then(neighbours, InventoryReader.this::portsOf), InventoryReader::both);
            var ofServers = belonging(devices, filter, scope, InventoryReader.this::nics);
            var nics = told(parallel.then(chosen, servers -> withNamesakes(servers, filter, ofServers)));
            var cabling = parallel.then(nics, read -> cables.read(read, Parallel.join(tag)));
            var assigned = told(parallel.then(ports, addresses::addressesOn));
            InventoryBuilder builder = new InventoryBuilder(config.lab(), version)
                    .servers(Parallel.join(devices))
                    .namesakes(Parallel.join(chosen).namesakes())
                    .neighbours(Parallel.join(neighbours))
                    .interfaces(Parallel.join(ports), Parallel.join(nics))
                    .cables(
                            Parallel.join(marked),
                            Parallel.join(cabling),
                            Parallel.join(chosen).all())
                    .addresses(Parallel.join(assigned))
                    .pools(Parallel.join(prefixes), Parallel.join(held), Parallel.join(ranges), Parallel.join(free))
                    .journal(Parallel.join(journal));
            Inventory inventory = builder.titles(addresses.titles(builder.intruders()))
                    .build(scope, Parallel.join(tag), Parallel.join(discoveryQueue), Parallel.join(updateQueue));
            new SettingsFit(config.lab(), netBox.dcim::interfaces, filter.roles(), netBox.url())
                    .require(inventory, Parallel.join(prefixes));
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

    /** The servers in scope, those outside that share their names, and all devices that are servers. */
    private record Chosen(List<DeviceDto> servers, List<DeviceDto> namesakes, List<DeviceDto> everywhere) {

        Set<Long> all() {
            return everywhere.stream().map(DeviceDto::id).collect(Collectors.toSet());
        }
    }

    private Chosen servers(Filter filter, Scope scope) {
        Map<String, Object> query = Map.of("role_id", filter.roles(), "fields", "id,name,status,site,role,oob_ip");
        List<DeviceDto> devices = all(netBox.dcim::devices, query, DeviceDto::id);
        List<DeviceDto> servers = choice.servers(devices, filter.roles(), filter.site(), scope);
        return new Chosen(
                servers,
                choice.namesakes(devices, filter.roles(), servers),
                choice.chosen(devices, filter.roles(), OptionalLong.empty()));
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
                addresses.anyAddressOn(lab.mgmtInterface())
                        ? List.of(lab.bmcInterface(), lab.mgmtInterface())
                        : List.of(lab.bmcInterface()));
        query.put("fields", "id,device,name," + (version.hasMacAddressModel() ? "primary_mac_address" : "mac_address"));
        return pages.all(netBox.dcim::interfaces, query, INTERFACE_PAGE, InterfaceDto::id);
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

    private static <T> List<T> both(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** Servers of other sites that are given addresses of the same networks; mostly there are none. */
    private List<DeviceDto> neighbours(Chosen chosen, Filter filter, Set<Long> sites) {
        return sites.stream()
                .flatMap(site -> choice.chosen(chosen.everywhere(), filter.roles(), OptionalLong.of(site)).stream())
                .toList();
    }

    private List<InterfaceDto> portsOf(List<DeviceDto> servers) {
        List<Long> ids = servers.stream().map(DeviceDto::id).toList();
        return pages.chunked(ids, chunk -> managedInterfaces(Map.of("device_id", chunk)));
    }

    private <T> List<T> all(Function<Map<String, Object>, Page<T>> list, Map<String, ?> filters, ToLongFunction<T> id) {
        return pages.all(list, filters, WHOLE_LISTS, id);
    }
}
