package io.github.pocstate.lab.internal.netbox.model;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressSeqRange;
import inet.ipaddr.IPAddressString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The addresses of a prefix that nothing in its VRF holds, lowest first; of one request. */
public final class FreeAddresses {

    /** NetBox hands addresses out one request after the other, by an advisory lock. */
    private static final long LOCK = 100_200;

    private static final String IN_SAME_VRF =
            " JOIN ipam_prefix p ON p.id = :prefix AND p.vrf_id IS NOT DISTINCT FROM ";

    private final long prefix;
    private final Work work;

    private FreeAddresses(long prefix, Work work) {
        this.prefix = prefix;
        this.work = work;
    }

    /** Empty when there is no such prefix. */
    public static Optional<FreeAddresses> of(long prefix, Work work) {
        return work.row(Resources.PREFIXES, prefix).map(row -> new FreeAddresses(prefix, work));
    }

    /** Until the end of the transaction nobody else takes one. */
    public void lock() {
        work.handle().execute("SELECT pg_advisory_xact_lock(?)", LOCK);
    }

    /** With the length of the prefix, as in {@code 10.0.0.1/24}. */
    public List<String> lowest(int count) {
        String query = "SELECT %s FROM ipam_prefix WHERE id = ?";
        IPAddress network = address(work.handle()
                .select(query.formatted("prefix::text"), prefix)
                .mapTo(String.class)
                .one());
        boolean isPool = work.handle()
                .select(query.formatted("is_pool"), prefix)
                .mapTo(boolean.class)
                .one();
        int length = network.getNetworkPrefixLength();
        boolean everyHost = isPool || network.getBitCount() - length <= 1;
        IPAddress from = network.getLower().withoutPrefixLength().increment(everyHost ? 0 : 1);
        IPAddress last = network.getUpper().withoutPrefixLength().increment(everyHost || network.isIPv6() ? 0 : -1);
        Set<IPAddress> held = held();
        List<IPAddressSeqRange> populated = populated();
        List<String> free = new ArrayList<>();
        while (free.size() < count && from.compareTo(last) <= 0) {
            IPAddress host = from;
            Optional<IPAddressSeqRange> range =
                    populated.stream().filter(one -> one.contains(host)).findFirst();
            if (range.isEmpty() && !held.contains(host)) {
                free.add(host.toCanonicalString() + "/" + length);
            }
            IPAddress done = range.map(IPAddressSeqRange::getUpper).orElse(host);
            if (done.compareTo(last) >= 0) {
                break;
            }
            from = done.increment(1);
        }
        return free;
    }

    private Set<IPAddress> held() {
        return new HashSet<>(work.handle()
                .createQuery("SELECT host(a.address) FROM ipam_ipaddress a" + IN_SAME_VRF + "a.vrf_id"
                        + " WHERE host(a.address)::inet <<= p.prefix")
                .bind("prefix", prefix)
                .map((row, context) -> address(row.getString(1)))
                .list());
    }

    private List<IPAddressSeqRange> populated() {
        return work.handle()
                .createQuery("SELECT host(r.start_address), host(r.end_address) FROM ipam_iprange r" + IN_SAME_VRF
                        + "r.vrf_id WHERE r.mark_populated AND host(r.start_address)::inet <<= p.prefix"
                        + " AND host(r.end_address)::inet <<= p.prefix")
                .bind("prefix", prefix)
                .map((row, context) -> address(row.getString(1)).spanWithRange(address(row.getString(2))))
                .list();
    }

    private static IPAddress address(String text) {
        return new IPAddressString(text).getAddress();
    }

    /** As NetBox lists them. */
    public List<String> shown(int limit, String base) {
        return lowest(limit).stream()
                .map(address -> work.handle()
                        .createQuery("SELECT json_build_object('family', family(CAST(:address AS inet)),"
                                + " 'address', CAST(:address AS text), 'vrf', (SELECT json_build_object('id', v.id,"
                                + " 'url', CAST(:base AS text) || '/api/ipam/vrfs/' || v.id || '/', 'display', v.name,"
                                + " 'name', v.name, 'rd', v.rd, 'description', v.description)"
                                + " FROM ipam_vrf v JOIN ipam_prefix p ON p.vrf_id = v.id WHERE p.id = :prefix))::text")
                        .bind("address", address)
                        .bind("base", base)
                        .bind("prefix", prefix)
                        .mapTo(String.class)
                        .one())
                .toList();
    }
}
