package io.github.pocstate.netbox.internal.read;

import inet.ipaddr.IPAddress;
import io.github.pocstate.config.LabSettings;
import io.github.pocstate.netbox.dto.DeviceDto;
import io.github.pocstate.netbox.dto.HolderDto;
import io.github.pocstate.netbox.dto.InterfaceDto;
import io.github.pocstate.netbox.dto.IpAddressDto;
import io.github.pocstate.netbox.dto.IpRangeDto;
import io.github.pocstate.netbox.dto.Page;
import io.github.pocstate.netbox.dto.PrefixDto;
import io.github.pocstate.netbox.internal.client.NetBoxClient;
import io.github.pocstate.netbox.internal.client.NetBoxRejection;
import io.github.pocstate.netbox.internal.client.NetBoxVersion;
import io.github.pocstate.netbox.internal.client.Parallel;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Reads prefixes, IP ranges and IP addresses, and what NetBox calls free; thread-safe. */
final class AddressReader {

    private static final int PAGE = 1000;

    private static final int TO_SPARE = 50;

    /** A few interfaces are asked for by id; the address line of a request ends at some 4,000 characters. */
    private static final int MOST_BY_ID = 200;

    private final LabSettings lab;
    private final NetBoxClient netBox;
    private final NetBoxVersion version;
    private final Parallel parallel;
    private final PagedReader pages;

    AddressReader(LabSettings lab, NetBoxClient netBox, NetBoxVersion version, Parallel parallel, PagedReader pages) {
        this.lab = lab;
        this.netBox = netBox;
        this.version = version;
        this.parallel = parallel;
        this.pages = pages;
    }

    /** The BMC prefixes of all sites: a smaller one of another site counts, too. */
    BmcPrefixes prefixes(OptionalLong site) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("role", lab.bmcPrefixRole());
        query.put("fields", "id,prefix,vrf,role,site,scope_type,scope_id,status");
        List<PrefixDto> prefixes = unlessUnknown("role", () -> all(netBox.ipam::prefixes, query, PrefixDto::id));
        return BmcPrefixes.of(prefixes, site, lab);
    }

    List<IpAddressDto> addressesWithin(BmcPrefixes prefixes) {
        String fields = "id,address,vrf,assigned_object_type,assigned_object_id";
        return pages.chunked(
                List.copyOf(prefixes.cidrs()),
                chunk -> all(netBox.ipam::ipAddresses, Map.of("parent", chunk, "fields", fields), IpAddressDto::id));
    }

    /** Those of the whole NetBox, which are few: one that is larger than a prefix blocks it, but does not lie in it. */
    List<IpRangeDto> populatedRanges() {
        String fields = "id,start_address,end_address,vrf";
        Map<String, Object> query = version.marksPopulatedRanges()
                ? Map.of("mark_populated", true, "fields", fields + ",mark_populated")
                : Map.of("fields", fields);
        return all(netBox.ipam::ipRanges, query, IpRangeDto::id);
    }

    /** Addresses on BMC and management interfaces, wherever they come from. */
    List<IpAddressDto> addressesOn(List<InterfaceDto> ports) {
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

    /** A management interface matters for its addresses only; mostly there are none, and reading it can be saved. */
    boolean anyAddressOn(String interfaceName) {
        Map<String, Object> query = Map.of("interface", interfaceName, "fields", "id,address", "limit", 1);
        return !unlessUnknown("interface", () -> netBox.ipam.ipAddresses(query).results())
                .isEmpty();
    }

    /** The prefixes, and the servers that are given addresses of them. */
    record FreeQuery(BmcPrefixes prefixes, List<DeviceDto> servers) {

        /** More than the servers can use, with some to spare for addresses that are left out. */
        int limit(BmcPrefix prefix) {
            Set<Long> sites = prefixes.sitesOf(prefix);
            long wanted = servers.stream()
                    .filter(server -> server.site() != null
                            && sites.contains(server.site().id()))
                    .count();
            BigInteger left = prefixes.within(prefix).stream()
                    .map(range ->
                            range.highest().getValue().subtract(range.lowest().getValue()))
                    .reduce(BigInteger.valueOf(wanted + TO_SPARE), BigInteger::add);
            return wanted == 0 ? 0 : left.min(BigInteger.valueOf(PAGE)).intValue();
        }
    }

    /** What NetBox calls free, by id of the prefix. */
    Map<Long, FreeInNetBox> free(FreeQuery query) {
        Map<Long, CompletableFuture<FreeInNetBox>> free = new HashMap<>();
        for (BmcPrefix prefix : query.prefixes().pools()) {
            int limit = query.limit(prefix);
            if (limit > 0) {
                free.put(prefix.id(), parallel.start(() -> free(prefix, limit)));
            }
        }
        return free.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> Parallel.join(one.getValue())));
    }

    private FreeInNetBox free(BmcPrefix prefix, int limit) {
        List<IPAddress> hosts = netBox.ipam.freeAddresses(prefix.id(), limit).stream()
                .map(address -> Parsed.host(address.address()))
                .toList();
        return new FreeInNetBox(hosts, hosts.size() < Math.min(limit, pages.longest()));
    }

    /** What holds the host of a server, too. */
    Map<Long, String> titles(List<Long> addresses) {
        Map<Long, String> titles = new HashMap<>();
        pages.chunked(
                        addresses,
                        chunk -> all(
                                netBox.ipam::holders,
                                Map.of("id", chunk, "fields", "id,assigned_object"),
                                HolderDto::id))
                .forEach(holder -> titles.put(holder.id(), holder.title()));
        return titles;
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

    private <T> List<T> all(Function<Map<String, Object>, Page<T>> list, Map<String, ?> filters, ToLongFunction<T> id) {
        return pages.all(list, filters, PAGE, id);
    }
}
