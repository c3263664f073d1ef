package io.github.pocstate.examples.lab.netbox.model;

import java.util.List;
import java.util.Optional;

/** The addresses of a prefix that nobody holds, lowest first; of one request. */
public final class FreeAddresses {

    /** NetBox hands addresses out one request after the other, by an advisory lock. */
    private static final long LOCK = 100_200;

    /** The hosts of a prefix, without network and broadcast, that are neither held nor within a populated range. */
    private static final String FREE = " FROM ipam_prefix p, generate_series("
            + "   CASE WHEN p.is_pool OR masklen(p.prefix) >= 31 THEN 0 ELSE 1 END,"
            + "   (1::bigint << (32 - masklen(p.prefix))) - CASE WHEN p.is_pool OR masklen(p.prefix) >= 31 THEN 1 ELSE 2 END) n,"
            + " LATERAL (SELECT host(network(p.prefix))::inet + n AS host) h"
            + " WHERE p.id = :prefix AND family(p.prefix) = 4"
            + " AND NOT EXISTS (SELECT FROM ipam_ipaddress a WHERE host(a.address)::inet = h.host)"
            + " AND NOT EXISTS (SELECT FROM ipam_iprange r WHERE r.mark_populated"
            + "   AND h.host BETWEEN host(r.start_address)::inet AND host(r.end_address)::inet)"
            + " ORDER BY n LIMIT :limit";

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
        return work.handle()
                .createQuery("SELECT host(h.host) || '/' || masklen(p.prefix)" + FREE)
                .bind("prefix", prefix)
                .bind("limit", count)
                .mapTo(String.class)
                .list();
    }

    /** As NetBox lists them. */
    public List<String> shown(int limit, String base) {
        return work.handle()
                .createQuery(
                        "SELECT json_build_object('family', 4, 'address', host(h.host) || '/' || masklen(p.prefix),"
                                + " 'vrf', NULL)::text" + FREE)
                .bind("prefix", prefix)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }
}
