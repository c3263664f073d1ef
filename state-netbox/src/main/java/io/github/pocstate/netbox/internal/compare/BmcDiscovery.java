package io.github.pocstate.netbox.internal.compare;

import inet.ipaddr.IPAddress;
import io.github.pocstate.config.LabSettings;
import io.github.pocstate.netbox.model.AddressPool;
import io.github.pocstate.netbox.model.BmcInterface;
import io.github.pocstate.netbox.model.HostAddress;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.model.NaturalOrder;
import io.github.pocstate.netbox.model.Server;
import io.github.pocstate.netbox.phase.Discovery;
import io.github.pocstate.plan.Failure;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hands out BMC addresses: servers in natural name order get the lowest free address of their site's prefixes, and no host
 * is handed out twice, whatever the prefix, site and VRF. The outcome depends on the lab only, not on who held an address
 * before, so the same lab always gets the same addresses.
 */
public final class BmcDiscovery {

    private final LabSettings settings;
    private final Map<Long, FreeAddresses> free = new HashMap<>();
    private final Set<IPAddress> given = new HashSet<>();
    /** Servers outside the scope keep what they hold, right or wrong; it is not given to another. */
    private final Set<IPAddress> kept;

    private BmcDiscovery(Inventory inventory, LabSettings settings) {
        this.settings = settings;
        this.kept = inventory.neighbours().stream()
                .flatMap(server -> server.addresses().stream())
                .map(address -> address.host().getLower().withoutPrefixLength())
                .collect(Collectors.toSet());
        inventory.pools().stream()
                .collect(Collectors.groupingBy(AddressPool::siteId))
                .forEach((site, some) -> free.put(site, new FreeAddresses(some)));
    }

    /** What discovery finds for each server, by id of the device. */
    public static Map<Long, Discovery> of(Inventory inventory, LabSettings settings) {
        BmcDiscovery discovery = new BmcDiscovery(inventory, settings);
        Set<Server> neighbours = new HashSet<>(inventory.neighbours());
        Map<Long, Discovery> found = new HashMap<>();
        Stream.concat(inventory.servers().stream(), neighbours.stream())
                .sorted(Comparator.comparing(Server::name, NaturalOrder.INSTANCE)
                        .thenComparing(Server::id))
                .forEach(server -> found.put(
                        server.id(),
                        discovery.discover(server, neighbours.contains(server) ? Set.of() : discovery.kept)));
        neighbours.forEach(server -> found.remove(server.id()));
        return found;
    }

    private Discovery discover(Server server, Set<IPAddress> unavailable) {
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
        FreeAddresses addresses = free.get(server.siteId().getAsLong());
        if (addresses == null) {
            return failed(
                    server,
                    "has no usable BMC prefix in its site",
                    "scope a prefix with the role " + settings.bmcPrefixRole()
                            + " to the site in NetBox, with a status other than container, reserved and deprecated");
        }
        while (addresses.hasNext()) {
            HostAddress address = addresses.next();
            IPAddress host = address.host().withoutPrefixLength();
            if (!unavailable.contains(host) && given.add(host)) {
                return Discovery.found(address);
            }
        }
        return failed(
                server, "finds no free address in the BMC prefix of its site", "enlarge the prefix, or free addresses");
    }

    private static Discovery failed(Server server, String reason, String remedy) {
        return Discovery.failed(new Failure(server.name(), reason, remedy));
    }
}
