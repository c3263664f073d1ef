package io.github.pocstate.netbox.model;

import inet.ipaddr.IPAddress;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A BMC prefix and what others hold of it.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param siteId id of the site it belongs to
 * @param prefix the prefix, such as 10.55.1.0/24
 * @param vrf id of its VRF, empty for the global table
 * @param taken hosts, without prefix length, that somebody else holds
 * @param blocked ranges, lowest and highest host, that NetBox hands nothing out of
 * @since 0.1
 */
public record AddressPool(long siteId, IPAddress prefix, OptionalLong vrf, Set<IPAddress> taken, List<Range> blocked) {

    /**
     * A range of hosts.
     *
     * @param lowest its first host
     * @param highest its last host
     */
    public record Range(IPAddress lowest, IPAddress highest) {

        boolean contains(IPAddress host) {
            return lowest.compareTo(host) <= 0 && host.compareTo(highest) <= 0;
        }
    }

    /**
     * Copies the collections.
     *
     * @param siteId id of the site it belongs to
     * @param prefix the prefix, such as 10.55.1.0/24
     * @param vrf id of its VRF, empty for the global table
     * @param taken hosts, without prefix length, that somebody else holds
     * @param blocked ranges, lowest and highest host, that NetBox hands nothing out of
     */
    public AddressPool {
        taken = Set.copyOf(taken);
        blocked = List.copyOf(blocked);
    }

    /**
     * The free addresses, lowest first; never the network or broadcast address.
     *
     * @return the addresses, made while they are asked for
     */
    public Stream<HostAddress> free() {
        IPAddress network = prefix.toPrefixBlock();
        IPAddress lowest = network.getLower().withoutPrefixLength();
        IPAddress highest = network.getUpper().withoutPrefixLength();
        boolean pointToPoint = prefix.getBitCount() - prefix.getNetworkPrefixLength() <= 1;
        Iterator<? extends IPAddress> hosts = network.withoutPrefixLength().iterator();
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(hosts, Spliterator.ORDERED), false)
                .map(IPAddress::withoutPrefixLength)
                .filter(host -> pointToPoint || (!host.equals(lowest) && !host.equals(highest)))
                .filter(host -> !taken.contains(host))
                .filter(host -> blocked.stream().noneMatch(range -> range.contains(host)))
                .map(host -> new HostAddress(host.setPrefixLength(prefix.getNetworkPrefixLength(), false), vrf));
    }
}
