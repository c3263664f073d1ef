package io.github.pocstate.netbox.internal.read;

import inet.ipaddr.IPAddress;
import io.github.pocstate.netbox.model.AddressPool.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The lowest addresses of a prefix that NetBox itself calls free. It counts what a token may not view, too: an address that
 * is missing among them is held, although a list of addresses may not show it.
 *
 * @param hosts the addresses without prefix length, lowest first
 * @param complete whether there are no more
 */
record FreeInNetBox(List<IPAddress> hosts, boolean complete) {

    /** The ranges of a network that NetBox does not call free, but for some hosts; what lies beyond its list stays open. */
    List<Range> others(Range network, Set<IPAddress> but) {
        List<IPAddress> inside = hosts.stream()
                .filter(host -> host.compareTo(network.lowest()) >= 0 && host.compareTo(network.highest()) <= 0)
                .toList();
        if (inside.isEmpty() && !complete) {
            return List.of();
        }
        IPAddress last = complete ? network.highest() : inside.get(inside.size() - 1);
        TreeSet<IPAddress> open = new TreeSet<>(inside);
        open.addAll(but);
        List<Range> others = new ArrayList<>();
        IPAddress from = network.lowest();
        for (IPAddress host : open.subSet(from, true, last, true)) {
            if (from.compareTo(host) < 0) {
                others.add(new Range(from, host.increment(-1)));
            }
            if (host.equals(last)) {
                return others;
            }
            from = host.increment(1);
        }
        others.add(new Range(from, last));
        return others;
    }
}
