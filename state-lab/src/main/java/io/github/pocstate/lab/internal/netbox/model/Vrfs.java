package io.github.pocstate.lab.internal.netbox.model;

/** VRFs: address spaces of their own, in which an address may be made twice unless they forbid it. */
final class Vrfs {

    /** As NetBox calls one in its messages, or the global table; of an expression with the id of one or NULL. */
    static final String TABLE = "coalesce((SELECT 'VRF ' || v.name || coalesce(' (' || v.rd || ')', '') FROM ipam_vrf v"
            + " WHERE v.id = CAST(:vrf AS bigint)), 'global table')";

    /** Whether an address may be there once only. */
    static final String UNIQUE =
            "coalesce((SELECT v.enforce_unique FROM ipam_vrf v WHERE v.id = CAST(:vrf AS bigint)), true)";

    private Vrfs() {}

    static Resource resource() {
        return Resource.of("ipam", "vrf", "vrfs", "$.name || coalesce(' (' || $.rd || ')', '')")
                .called("VRF")
                .with(
                        Field.filledText("name", 100),
                        Field.shown("rd", "$.rd"),
                        Field.nothing("tenant"),
                        Field.flag("enforce_unique"),
                        Field.text("description", 200))
                .withPrimaryFields()
                .with(Field.emptyList("import_targets"), Field.emptyList("export_targets"))
                .withMoments()
                .with(
                        Field.count("ipaddress_count", "ipam_ipaddress", "c.vrf_id = $.id"),
                        Field.count("prefix_count", "ipam_prefix", "c.vrf_id = $.id"))
                .brief("id", "url", "display", "name", "rd", "description", "prefix_count")
                .filter("name", Filter.text("$.name"))
                .orderedBy("$.name, $.rd, $.id")
                .defaultsTo("enforce_unique", "true")
                .defaultsTo("description", "\"\"")
                .defaultsTo("comments", "\"\"")
                .defaultsTo("custom_field_data", "{}")
                .writable(Rules.NONE);
    }
}
