package io.github.pocstate.lab.internal.netbox.model;

import java.util.List;

/** Ports of devices, with the cable they take, the far ends of that cable, and their MAC addresses. */
final class Interfaces {

    /** What MAC addresses belong to. */
    static final GenericReference ASSIGNED =
            new GenericReference("assigned_object", () -> List.of(Resources.INTERFACES));

    private static final String OCCUPIED = "($.mark_connected OR $.cable_id IS NOT NULL)";
    private static final String REACHES = "SELECT FROM dcim_cablepath p WHERE p.id = $._path_id AND p.is_complete";

    /** In the order in which ports were plugged into their cable. */
    private static final String PLUGGED_IN =
            "(SELECT o.id FROM dcim_cabletermination o WHERE o.termination_id = $.id AND o.cable_id = $.cable_id)";

    private Interfaces() {}

    static Resource resource() {
        return Resource.of("dcim", "interface", "interfaces", "$.name")
                .with(
                        Field.reference("device", () -> Resources.DEVICES),
                        Field.emptyList("vdcs"),
                        Field.nothing("module"),
                        Field.filledText("name", 64),
                        Field.text("label", 64),
                        Field.choice("type", Choices.INTERFACE_TYPE),
                        Field.shown("channels", "$.channels"),
                        Field.shown("channel_id", "$.channel_id"),
                        Field.flag("enabled"),
                        Field.nothing("parent"),
                        Field.nothing("bridge"),
                        Field.emptyList("bridge_interfaces"),
                        Field.nothing("lag"),
                        Field.number("mtu"),
                        Field.shown(
                                "mac_address",
                                "(SELECT upper(m.mac_address::text) FROM dcim_macaddress m"
                                        + " WHERE m.id = $.primary_mac_address_id)"),
                        Field.optionalReference("primary_mac_address", () -> Resources.MAC_ADDRESSES),
                        Field.shown(
                                "mac_addresses",
                                row -> Resources.MAC_ADDRESSES.listOf(
                                        row.inner(),
                                        "assigned_object_id = " + row.alias() + ".id AND "
                                                + row.inner().alias() + ".assigned_object_type_id = "
                                                + Resources.INTERFACES.typeId())),
                        Field.number("speed"),
                        Field.nothing("duplex"),
                        Field.shown("wwn", "$.wwn::text"),
                        Field.flag("mgmt_only"),
                        Field.text("description", 200),
                        Field.nothing("mode"),
                        Field.nothing("rf_role"),
                        Field.nothing("rf_channel"),
                        Field.nothing("poe_mode"),
                        Field.nothing("poe_type"),
                        Field.nothing("rf_channel_frequency"),
                        Field.nothing("rf_channel_width"),
                        Field.shown("tx_power", "$.tx_power"),
                        Field.nothing("untagged_vlan"),
                        Field.emptyList("tagged_vlans"),
                        Field.nothing("qinq_svlan"),
                        Field.nothing("vlan_translation_policy"),
                        Field.flag("mark_connected"))
                .with(cable())
                .with(Field.nothing("wireless_link"))
                .with(farEnds())
                .withTags()
                .withMoments()
                .with(
                        Field.shown(
                                "count_ipaddresses",
                                row -> "(SELECT count(*) FROM ipam_ipaddress c WHERE c.assigned_object_id = "
                                        + row.alias() + ".id AND c.assigned_object_type_id = "
                                        + Resources.INTERFACES.typeId() + ")"),
                        Field.shown("count_fhrp_groups", "0"),
                        Field.shown("_occupied", OCCUPIED))
                .brief("id", "url", "display", "device", "name", "description", "cable", "_occupied")
                .filter("name", Filter.text("$.name"))
                .filter("label", Filter.text("$.label"))
                .filter("description", Filter.text("$.description"))
                .filter("type", Filter.choice("$.type", Choices.INTERFACE_TYPE))
                .filter("enabled", Filter.flag("$.enabled"))
                .filter("mgmt_only", Filter.flag("$.mgmt_only"))
                .filter("cabled", Filter.flag("$.cable_id IS NOT NULL"))
                .filter("occupied", Filter.flag(OCCUPIED))
                .filter("connected", Filter.flag("EXISTS (" + REACHES + " AND p.is_active)"))
                .filter("cable_id", Filter.byId("$.cable_id", "dcim_cable"))
                .filter("device_id", Filter.byId("$.device_id", "dcim_device"))
                .filter("device", Filter.byName("$.device_id", "dcim_device", "name"))
                .filter("site_id", ofDevice("site_id", Filter.byId("d.site_id", "dcim_site")))
                .filter("site", ofDevice("site_id", Filter.byName("d.site_id", "dcim_site", "slug")))
                .filter("rack_id", ofDevice("rack_id", Filter.byId("d.rack_id", "dcim_rack")))
                .filter("device_role_id", ofDevice("role_id", Filter.byId("d.role_id", "dcim_devicerole")))
                .filter("device_role", ofDevice("role_id", Filter.byName("d.role_id", "dcim_devicerole", "slug")))
                .orderedBy("(SELECT d.name FROM dcim_device d WHERE d.id = $.device_id), $._name, $.id")
                .changeable(Rules.NONE);
    }

    private static Field[] cable() {
        return new Field[] {
            Field.shown("cable", row -> Resources.CABLES.brief("$.cable_id").of(row)),
            Field.shown("cable_end", "nullif($.cable_end, '')")
        };
    }

    private static Field[] farEnds() {
        return new Field[] {
            Field.shown(
                    "link_peers",
                    row -> Resources.INTERFACES.listOf(
                            row.inner(),
                            "id IN (SELECT e.termination_id FROM dcim_cabletermination e WHERE e.cable_id = "
                                    + row.alias() + ".cable_id AND e.cable_end <> " + row.alias() + ".cable_end)",
                            PLUGGED_IN)),
            Field.shown(
                    "link_peers_type",
                    "CASE WHEN EXISTS (SELECT FROM dcim_cabletermination e WHERE e.cable_id = $.cable_id"
                            + " AND e.cable_end <> $.cable_end) THEN 'dcim.interface' END"),
            Field.emptyList("wireless_lans"),
            Field.nothing("vrf"),
            Field.nothing("l2vpn_termination"),
            Field.shown(
                    "connected_endpoints",
                    row -> "CASE WHEN EXISTS (" + row.in(REACHES) + ") THEN "
                            + Resources.INTERFACES.listOf(
                                    row.inner(),
                                    "id IN (SELECT split_part(n, ':', 2)::bigint FROM dcim_cablepath p,"
                                            + " jsonb_array_elements_text(p.path->-1) n WHERE p.id = " + row.alias()
                                            + "._path_id)",
                                    PLUGGED_IN)
                            + " END"),
            Field.shown("connected_endpoints_type", "CASE WHEN EXISTS (" + REACHES + ") THEN 'dcim.interface' END"),
            Field.shown("connected_endpoints_reachable", "EXISTS (" + REACHES + " AND p.is_active)"),
            Field.nothing("owner")
        };
    }

    private static Filter ofDevice(String column, Filter filter) {
        return asked -> "EXISTS (SELECT FROM dcim_device d WHERE d.id = $.device_id AND d." + column
                + " IS NOT NULL AND " + filter.condition(asked) + ")";
    }

    /** MAC addresses by the interface they belong to. */
    static Filter filterAssigned(String column) {
        Filter filter = Filter.number(column);
        return asked -> "EXISTS (SELECT FROM dcim_interface i WHERE i.id = $.assigned_object_id AND "
                + filter.condition(asked) + ")";
    }
}
