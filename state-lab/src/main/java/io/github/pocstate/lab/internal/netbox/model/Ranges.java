package io.github.pocstate.lab.internal.netbox.model;

import com.fasterxml.jackson.databind.node.LongNode;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import org.jspecify.annotations.Nullable;

/** IP ranges; one that is marked as populated leaves no free address. */
final class Ranges implements Rules {

    /** {@code 10.0.0.10-19/24}: of the last address only what differs from the first. */
    private static final String DISPLAY = "host($.start_address) || '-' || CASE"
            + " WHEN family($.start_address) = 6 THEN host($.end_address)"
            + " WHEN set_masklen($.start_address, 24)::cidr = set_masklen($.end_address, 24)::cidr"
            + " THEN split_part(host($.end_address), '.', 4)"
            + " WHEN set_masklen($.start_address, 16)::cidr = set_masklen($.end_address, 16)::cidr"
            + " THEN split_part(host($.end_address), '.', 3) || '.' || split_part(host($.end_address), '.', 4)"
            + " ELSE host($.end_address) END || '/' || masklen($.start_address)";

    static Resource resource() {
        return Resource.of("ipam", "iprange", "ip-ranges", DISPLAY)
                .called("IPRange")
                .with(
                        Inet.family("$.start_address"),
                        Field.shown("start_address", Inet.text("$.start_address"))
                                .writtenBy(Inet.writing("start_address"))
                                .asRequired(),
                        Field.shown("end_address", Inet.text("$.end_address"))
                                .writtenBy(Inet.writing("end_address"))
                                .asRequired(),
                        Field.shown("size", "$.size"),
                        Field.optionalReference("vrf", () -> Resources.VRFS),
                        Field.nothing("tenant"),
                        Field.choice("status", Choices.RANGE_STATUS),
                        Field.optionalReference("role", () -> Resources.PREFIX_ROLES),
                        Field.text("description", 200))
                .withPrimaryFields()
                .withMoments()
                .with(Field.flag("mark_populated"), Field.flag("mark_utilized"))
                .brief("id", "url", "display", "family", "start_address", "end_address", "description")
                .filter("vrf_id", Filter.byId("$.vrf_id", "ipam_vrf"))
                .filter("mark_populated", Filter.flag("$.mark_populated"))
                .filter("parent", Ranges::within)
                .orderedBy("$.start_address, $.id")
                .defaultsTo("status", "\"active\"")
                .defaultsTo("description", "\"\"")
                .defaultsTo("comments", "\"\"")
                .defaultsTo("mark_populated", "false")
                .defaultsTo("mark_utilized", "false")
                .defaultsTo("custom_field_data", "{}")
                .writable(new Ranges());
    }

    private static String within(Filter.Asked asked) {
        return Inet.parents(asked)
                .map(parents -> "EXISTS (SELECT FROM unnest(" + parents
                        + "::inet[]) parent WHERE host($.start_address)::inet <<= parent"
                        + " AND host($.end_address)::inet <<= parent)")
                .orElse("false");
    }

    @Override
    public void check(Draft draft, Work work, FieldErrors errors) {
        IPAddress first = host(draft.text("start_address"));
        IPAddress last = host(draft.text("end_address"));
        if (last.compareTo(first) <= 0) {
            errors.add(
                    "end_address",
                    "Ending address must be greater than the starting address (" + draft.text("start_address") + ")");
            return;
        }
        draft.set(
                "size",
                LongNode.valueOf(last.getValue().subtract(first.getValue()).longValue() + 1));
    }

    private static IPAddress host(String text) {
        return new IPAddressString(text).getHostAddress();
    }

    /** No address is made within a populated range. */
    static void checkNotPopulated(String address, @Nullable Long vrf, Work work, FieldErrors errors) {
        work.handle()
                .createQuery("SELECT " + DISPLAY.replace("$", "r") + " FROM ipam_iprange r WHERE r.mark_populated"
                        + " AND r.vrf_id IS NOT DISTINCT FROM CAST(:vrf AS bigint)"
                        + " AND host(CAST(:address AS inet))::inet"
                        + " BETWEEN host(r.start_address)::inet AND host(r.end_address)::inet")
                .bind("address", address)
                .bind("vrf", vrf)
                .mapTo(String.class)
                .findFirst()
                .ifPresent(range ->
                        errors.add("address", "Cannot create IP address " + address + " inside range " + range + "."));
    }
}
