package io.github.pocstate.netbox.internal.compare;

import inet.ipaddr.IPAddress;
import io.github.pocstate.netbox.model.AddressPool;
import io.github.pocstate.netbox.model.HostAddress;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The free addresses of some pools, the lowest first over all of them, and last those that other VRFs hold. None is read
 * further than needed: a prefix of IPv6 has no end.
 */
final class FreeAddresses implements Iterator<HostAddress> {

    private final List<AddressPool> pools;
    private PriorityQueue<Head> heads;
    private boolean lastResort;

    FreeAddresses(List<AddressPool> pools) {
        this.pools = pools;
        this.heads = heads(AddressPool::free);
    }

    /** The lowest address left of a pool, and those after it. */
    private record Head(HostAddress lowest, int pool, Iterator<HostAddress> rest) {

        IPAddress host() {
            return lowest.host().withoutPrefixLength();
        }
    }

    private PriorityQueue<Head> heads(Function<AddressPool, Stream<HostAddress>> addresses) {
        PriorityQueue<Head> queue =
                new PriorityQueue<>(Comparator.comparing(Head::host).thenComparingInt(Head::pool));
        for (int pool = 0; pool < pools.size(); pool++) {
            add(queue, pool, addresses.apply(pools.get(pool)).iterator());
        }
        return queue;
    }

    private static void add(PriorityQueue<Head> queue, int pool, Iterator<HostAddress> addresses) {
        if (addresses.hasNext()) {
            queue.add(new Head(addresses.next(), pool, addresses));
        }
    }

    @Override
    public boolean hasNext() {
        if (heads.isEmpty() && !lastResort) {
            lastResort = true;
            heads = heads(AddressPool::freeInThisVrfOnly);
        }
        return !heads.isEmpty();
    }

    @Override
    public HostAddress next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Head head = heads.remove();
        add(heads, head.pool(), head.rest());
        return head.lowest();
    }
}
