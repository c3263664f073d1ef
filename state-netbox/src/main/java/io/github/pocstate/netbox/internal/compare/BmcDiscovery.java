package io.github.pocstate.netbox.internal.compare;

import io.github.pocstate.config.LabSettings;
import io.github.pocstate.netbox.model.AddressPool;
import io.github.pocstate.netbox.model.BmcInterface;
import io.github.pocstate.netbox.model.HostAddress;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.model.Server;
import io.github.pocstate.netbox.phase.Discovery;
import io.github.pocstate.plan.Failure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hands out BMC addresses: servers in natural name order get the lowest free address of their site's prefixes. The
 * outcome depends on the lab only, not on who held an address before, so the same lab always gets the same addresses.
 */
public final class BmcDiscovery {

    private final LabSettings settings;
    /** Per site its pools, none of them read further than needed: a prefix of IPv6 has no end. */
    private final Map<Long, Deque<Iterator<HostAddress>>> free = new HashMap<>();

    private BmcDiscovery(LabSettings settings, List<AddressPool> pools) {
        this.settings = settings;
        pools.forEach(pool -> free.computeIfAbsent(pool.siteId(), site -> new ArrayDeque<>())
                .add(pool.free().iterator()));
    }

    /** What discovery finds for each server, by id of the device. */
    public static Map<Long, Discovery> of(Inventory inventory, LabSettings settings) {
        BmcDiscovery discovery = new BmcDiscovery(settings, inventory.pools());
        Map<Long, Discovery> found = new HashMap<>();
        inventory.servers().forEach(server -> found.put(server.id(), discovery.discover(server)));
        return found;
    }

    private Discovery discover(Server server) {
        Optional<BmcInterface> bmc = server.bmc();
        if (bmc.isEmpty()) {
            return failed(server, "has no " + settings.bmcInterface() + " interface", "add the interface in NetBox");
        }
        if (bmc.get().macAddress().isEmpty()) {
            return failed(
                    server,
                    "has no MAC address on its " + settings.bmcInterface() + " interface",
                    "enter the MAC address of the BMC in NetBox");
        }
        if (server.siteId().isEmpty()) {
            return failed(server, "has no site", "assign the server to a site in NetBox");
        }
        Deque<Iterator<HostAddress>> pools = free.get(server.siteId().getAsLong());
        if (pools == null) {
            return failed(
                    server,
                    "has no BMC prefix in its site",
                    "scope a prefix with the role " + settings.bmcPrefixRole() + " to the site in NetBox");
        }
        while (!pools.isEmpty() && !pools.getFirst().hasNext()) {
            pools.removeFirst();
        }
        if (pools.isEmpty()) {
            return failed(
                    server,
                    "finds no free address in the BMC prefix of its site",
                    "enlarge the prefix, or free addresses");
        }
        return Discovery.found(pools.getFirst().next());
    }

    private static Discovery failed(Server server, String reason, String remedy) {
        return Discovery.failed(new Failure(server.name(), reason, remedy));
    }
}
