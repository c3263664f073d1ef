package io.github.pocstate.netbox.model;

import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A BMC prefix and what others hold of it.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param siteId id of the site it belongs to
 * @param prefix the prefix, such as 10.55.1.0/24
 * @param vrf id of its VRF, empty for the global table
 * @param taken hosts, without prefix length, that somebody else holds in this VRF
 * @param elsewhere hosts, without prefix length, that somebody else holds in another VRF
 * @param blocked ranges, lowest and highest host, that nothing is handed out of: populated ranges, smaller BMC prefixes
 * @since 0.1
 */
public record AddressPool(
        long siteId,
        IPAddress prefix,
        OptionalLong vrf,
        Set<IPAddress> taken,
        Set<IPAddress> elsewhere,
        List<Range> blocked) {

    /**
     * A range of hosts.
     *
     * @param lowest its first host
     * @param highest its last host
     */
    public record Range(IPAddress lowest, IPAddress highest) {

        /**
         * The range from the first to the last host of a network.
         *
         * @param network the network
         * @return the range
         */
        public static Range of(IPAddress network) {
            IPAddress block = network.toPrefixBlock();
            return new Range(
                    block.getLower().withoutPrefixLength(), block.getUpper().withoutPrefixLength());
        }

        private Optional<Range> common(Range other) {
            IPAddress from = lowest.compareTo(other.lowest) >= 0 ? lowest : other.lowest;
            IPAddress to = highest.compareTo(other.highest) <= 0 ? highest : other.highest;
            return from.compareTo(to) <= 0 ? Optional.of(new Range(from, to)) : Optional.empty();
        }

        private Iterator<? extends IPAddress> hosts() {
            return lowest.spanWithRange(highest).iterator();
        }
    }

    /**
     * Copies the collections.
     *
     * @param siteId id of the site it belongs to
     * @param prefix the prefix, such as 10.55.1.0/24
     * @param vrf id of its VRF, empty for the global table
     * @param taken hosts, without prefix length, that somebody else holds in this VRF
     * @param elsewhere hosts, without prefix length, that somebody else holds in another VRF
     * @param blocked ranges, lowest and highest host, that nothing is handed out of: populated ranges, smaller BMC prefixes
     */
    public AddressPool {
        taken = Set.copyOf(taken);
        elsewhere = Set.copyOf(elsewhere);
        blocked = List.copyOf(blocked);
    }

    /**
     * The addresses that nothing holds, in whatever VRF, lowest first; never the network or broadcast address.
     *
     * @return the addresses, made while they are asked for
     */
    public Stream<HostAddress> free() {
        return hosts(host -> !elsewhere.contains(host));
    }

    /**
     * The addresses that are free in this VRF but not in others, lowest first. VRFs are address spaces of their own, so they
     * may be used when no other address is left.
     *
     * @return the addresses, made while they are asked for
     */
    public Stream<HostAddress> freeInThisVrfOnly() {
        return elsewhere.isEmpty() ? Stream.empty() : hosts(elsewhere::contains);
    }

    /**
     * The same without some further ranges.
     *
     * @param ranges the ranges; those in which no address was free anyway change nothing
     * @return the pool
     */
    public AddressPool without(List<Range> ranges) {
        List<Range> usable = usable();
        Stream<Range> more = ranges.stream()
                .flatMap(range -> usable.stream().flatMap(some -> some.common(range).stream()))
                .filter(this::isAnyFreeIn);
        return new AddressPool(
                siteId,
                prefix,
                vrf,
                taken,
                elsewhere,
                Stream.concat(blocked.stream(), more).toList());
    }

    private boolean isAnyFreeIn(Range range) {
        Iterator<? extends IPAddress> hosts = range.hosts();
        while (hosts.hasNext()) {
            if (!taken.contains(hosts.next())) {
                return true;
            }
        }
        return false;
    }

    private Stream<HostAddress> hosts(Predicate<IPAddress> isWanted) {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(new Hosts(usable()), Spliterator.ORDERED), false)
                .filter(host -> !taken.contains(host) && isWanted.test(host))
                .map(host -> new HostAddress(host.setPrefixLength(prefix.getNetworkPrefixLength(), false), vrf));
    }

    /**
     * What is left of the prefix without its network and broadcast address and without the blocked ranges.
     *
     * @return ranges, lowest first; at most one more than there are blocked ones, whatever their size
     */
    List<Range> usable() {
        Range whole = Range.of(prefix);
        boolean pointToPoint = prefix.getBitCount() - prefix.getNetworkPrefixLength() <= 1;
        IPAddress from = pointToPoint ? whole.lowest() : whole.lowest().increment(1);
        IPAddress last = pointToPoint ? whole.highest() : whole.highest().increment(-1);
        List<Range> usable = new ArrayList<>();
        List<Range> ascending =
                blocked.stream().sorted(Comparator.comparing(Range::lowest)).toList();
        for (Range range : ascending) {
            if (range.lowest().compareTo(last) > 0) {
                break;
            }
            if (range.lowest().compareTo(from) > 0) {
                usable.add(new Range(from, range.lowest().increment(-1)));
            }
            if (range.highest().compareTo(last) >= 0) {
                return usable;
            }
            if (range.highest().compareTo(from) >= 0) {
                from = range.highest().increment(1);
            }
        }
        usable.add(new Range(from, last));
        return usable;
    }

    /** The hosts of some ranges; a stream of streams would read a whole range ahead. */
    private static final class Hosts implements Iterator<IPAddress> {

        private final Iterator<Range> ranges;
        private @Nullable Iterator<? extends IPAddress> hosts;

        Hosts(List<Range> ranges) {
            this.ranges = ranges.iterator();
        }

        @Override
        public boolean hasNext() {
            while ((hosts == null || !hosts.hasNext()) && ranges.hasNext()) {
                hosts = ranges.next().hosts();
            }
            return hosts != null && hosts.hasNext();
        }

        @Override
        public IPAddress next() {
            if (!hasNext() || hosts == null) {
                throw new NoSuchElementException();
            }
            return hosts.next();
        }
    }
}
