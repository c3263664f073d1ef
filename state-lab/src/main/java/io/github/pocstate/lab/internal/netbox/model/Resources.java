package io.github.pocstate.lab.internal.netbox.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the embedded NetBox serves: for each kind of object its fields, in NetBox's order, and its filters.
 *
 * <p>Field by field as {@code dcim/api/serializers_}, {@code ipam/api/serializers_} and {@code extras/api/serializers_}
 * of NetBox 4.7.3 show them. Kinds that the lab never has (tenants, VRFs, VLANs, clusters) are always null.
 */
public final class Resources {

    private static final int NAME = 100;
    private static final int DESCRIPTION = 200;

    /** Roles shown within other objects tell 0, whatever they count. */
    private static final Optional<Expression> NOT_COUNTED = Optional.of(Expression.sql("0"));

    private static final String[] NAMED = {"id", "url", "display", "name", "description"};
    private static final String[] SLUGGED = {"id", "url", "display", "name", "slug", "description"};

    static final Resource TAGS = Resource.of("extras", "tag", "tags", "$.name")
            .with(
                    Field.filledText("name", NAME),
                    Field.slug("slug"),
                    Field.text("color", 6).writtenBy(Cables::writeColor),
                    Field.text("description", DESCRIPTION),
                    Field.number("weight"),
                    Field.emptyList("object_types"),
                    Field.count("tagged_items", "extras_taggeditem", "c.tag_id = $.id"))
            .withMoments()
            .brief("id", "url", "display", "name", "slug", "color", "description")
            .within("id", "url", "display_url", "display", "name", "slug", "color")
            .filter("name", Filter.text("$.name"))
            .filter("slug", Filter.text("$.slug"))
            .filter("color", Filter.text("$.color"))
            .filter("description", Filter.text("$.description"))
            .orderedBy("$.weight, $.name, $.id")
            .defaultsTo("color", "\"9e9e9e\"")
            .defaultsTo("description", "\"\"")
            .defaultsTo("weight", "1000")
            .unique("name", "slug")
            .writable(new Tagging.Rule());

    static final Resource MANUFACTURERS = Resource.of("dcim", "manufacturer", "manufacturers", "$.name")
            .with(Field.filledText("name", NAME), Field.slug("slug"), Field.text("description", DESCRIPTION))
            .brief(SLUGGED);

    static final Resource DEVICE_TYPES = Resource.of("dcim", "devicetype", "device-types", "$.model")
            .called("DeviceType")
            .with(
                    Field.reference("manufacturer", () -> MANUFACTURERS),
                    Field.filledText("model", NAME),
                    Field.slug("slug"),
                    Field.text("description", DESCRIPTION),
                    Field.shown("device_count", "$.device_count"))
            .brief("id", "url", "display", "manufacturer", "model", "slug", "description", "device_count");

    static final Resource SITES = Resource.of("dcim", "site", "sites", "$.name")
            .with(
                    Field.filledText("name", NAME),
                    Field.slug("slug"),
                    Field.choice("status", Choices.SITE_STATUS),
                    Field.nothing("region"),
                    Field.nothing("group"),
                    Field.nothing("tenant"),
                    Field.text("facility", 50),
                    Field.shown("time_zone", "nullif($.time_zone, '')"),
                    Field.text("description", DESCRIPTION),
                    Field.text("physical_address", DESCRIPTION),
                    Field.text("shipping_address", DESCRIPTION),
                    Field.shown("latitude", Expression.decimal("$.latitude")),
                    Field.shown("longitude", Expression.decimal("$.longitude")),
                    Field.emptyList("asns"))
            .withPrimaryFields()
            .withMoments()
            .with(
                    Field.count("circuit_count", "circuits_circuittermination", "c._site_id = $.id"),
                    Field.count("device_count", "dcim_device", "c.site_id = $.id"),
                    Field.count("prefix_count", "ipam_prefix", "c._site_id = $.id"),
                    Field.count("rack_count", "dcim_rack", "c.site_id = $.id"),
                    Field.count("virtualmachine_count", "virtualization_virtualmachine", "c.site_id = $.id"),
                    Field.count("vlan_count", "ipam_vlan", "c.site_id = $.id"))
            .brief(SLUGGED)
            .filter("name", Filter.text("$.name"))
            .filter("slug", Filter.text("$.slug"))
            .filter("status", Filter.choice("$.status", Choices.SITE_STATUS))
            .orderedBy("$.name, $.id");

    static final Resource RACKS = Resource.of("dcim", "rack", "racks", "$.name")
            .with(
                    Field.filledText("name", NAME),
                    Field.reference("site", () -> SITES),
                    Field.choice("status", Choices.RACK_STATUS),
                    Field.text("description", DESCRIPTION))
            .brief(NAMED);

    static final Resource DEVICE_ROLES = Resource.of("dcim", "devicerole", "device-roles", "$.name")
            .called("DeviceRole")
            .with(
                    Field.filledText("name", NAME),
                    Field.slug("slug"),
                    Field.text("color", 6),
                    Field.flag("vm_role"),
                    Field.nothing("config_template"),
                    Field.shown("parent", row -> roleParent(row)),
                    Field.text("description", DESCRIPTION))
            .withTags()
            .withMoments()
            .with(
                    Field.count("device_count", "dcim_device", "c.role_id = $.id")
                            .shownWithin(NOT_COUNTED),
                    Field.count("virtualmachine_count", "virtualization_virtualmachine", "c.role_id = $.id")
                            .shownWithin(NOT_COUNTED),
                    Field.nothing("owner"),
                    Field.text("comments", Integer.MAX_VALUE),
                    Field.shown("_depth", "nlevel($.path) - 1"))
            .brief(
                    "id",
                    "url",
                    "display",
                    "name",
                    "slug",
                    "description",
                    "device_count",
                    "virtualmachine_count",
                    "_depth")
            .filter("name", Filter.text("$.name"))
            .filter("slug", Filter.text("$.slug"))
            .filter("color", Filter.text("$.color"))
            .orderedBy("$.sort_path, $.id")
            .defaultsTo("color", "\"9e9e9e\"")
            .defaultsTo("vm_role", "true")
            .defaultsTo("description", "\"\"")
            .defaultsTo("comments", "\"\"")
            .defaultsTo("custom_field_data", "{}")
            .writable(new DeviceRoles());

    private static String roleParent(Row row) {
        return "(SELECT json_build_object('id', p.id, 'url', :base || '/api/dcim/device-roles/' || p.id || '/',"
                + " 'display', p.name, 'name', p.name, 'slug', p.slug, 'description', p.description)"
                + " FROM dcim_devicerole p WHERE p.id = " + row.in("$.parent_id") + ")";
    }

    static final Resource CABLES = Resource.of("dcim", "cable", "cables", "coalesce(nullif($.label, ''), '#' || $.id)")
            .with(
                    Field.shown("type", "nullif($.type, '')").writtenBy(Cables::writeType),
                    CableEnds.A.field(),
                    CableEnds.B.field(),
                    Field.choice("status", Choices.CABLE_STATUS),
                    Field.shown("profile", "nullif($.profile, '')"),
                    Field.nothing("tenant"),
                    Field.nothing("bundle"),
                    Field.text("label", NAME),
                    Field.text("color", 6).writtenBy(Cables::writeColor),
                    Field.shown("length", Expression.decimal("$.length"))
                            .of(FieldKind.decimal(8, 2))
                            .writtenBy(Cables::writeLength),
                    Field.optionalChoice("length_unit", Choices.LENGTH_UNIT),
                    Field.text("description", DESCRIPTION))
            .withPrimaryFields()
            .withMoments()
            .brief("id", "url", "display", "label", "description")
            .filter("label", Filter.text("$.label"))
            .filter("description", Filter.text("$.description"))
            .filter("status", Filter.choice("$.status", Choices.CABLE_STATUS))
            .filter("color", Filter.text("$.color"))
            .filter("unterminated", Filter.flag(CableEnds.UNTERMINATED))
            .filter("device_id", CableEnds.filter("_device_id", Filter::number))
            .filter("rack_id", CableEnds.filter("_rack_id", Filter::number))
            .filter("site_id", CableEnds.filter("_site_id", Filter::number))
            .filter("interface_id", CableEnds.filter("termination_id", Filter::number))
            .filter("site", CableEnds.filter("_site_id", column -> Filter.byName(column, "dcim_site", "slug")))
            .filter("device", CableEnds.filter("_device_id", column -> Filter.byName(column, "dcim_device", "name")))
            .defaultsTo("status", "\"connected\"")
            .defaultsTo("profile", "\"\"")
            .defaultsTo("label", "\"\"")
            .defaultsTo("color", "\"\"")
            .defaultsTo("description", "\"\"")
            .defaultsTo("comments", "\"\"")
            .defaultsTo("custom_field_data", "{}")
            .writable(new Cables());

    static final Resource DEVICES = Resource.of("dcim", "device", "devices", Devices.DISPLAY)
            .with(
                    Field.text("name", 64),
                    Field.reference("device_type", () -> DEVICE_TYPES),
                    Field.reference("role", () -> DEVICE_ROLES),
                    Field.nothing("tenant"),
                    Field.nothing("platform"),
                    Field.text("serial", 50),
                    Field.shown("asset_tag", "$.asset_tag"),
                    Field.reference("site", () -> SITES),
                    Field.nothing("location"),
                    Field.optionalReference("rack", () -> RACKS),
                    Field.shown("position", Expression.decimal("$.position")),
                    Field.shown("face", Choices.FACE.shownAs("$.face")),
                    Field.shown("latitude", Expression.decimal("$.latitude")),
                    Field.shown("longitude", Expression.decimal("$.longitude")),
                    Field.nothing("parent_device"),
                    Field.choice("status", Choices.DEVICE_STATUS),
                    Field.nothing("airflow"),
                    Field.nothing("cooling_method"),
                    Field.shown(
                            "primary_ip",
                            row -> Resources.ADDRESSES
                                    .brief("coalesce($.primary_ip6_id, $.primary_ip4_id)")
                                    .of(row)),
                    Field.optionalReference("primary_ip4", () -> Resources.ADDRESSES),
                    Field.optionalReference("primary_ip6", () -> Resources.ADDRESSES),
                    Field.optionalReference("oob_ip", () -> Resources.ADDRESSES),
                    Field.nothing("cluster"),
                    Field.nothing("virtual_chassis"),
                    Field.shown("vc_position", "$.vc_position"),
                    Field.shown("vc_priority", "$.vc_priority"),
                    Field.text("description", DESCRIPTION),
                    Field.nothing("owner"),
                    Field.text("comments", Integer.MAX_VALUE),
                    Field.nothing("config_template"),
                    Field.shown("config_context", "'{}'::json"),
                    Field.shown("local_context_data", "$.local_context_data"))
            .withTags()
            .withMoments()
            .with(Devices.COUNTERS)
            .brief(NAMED)
            .filter("name", Filter.textIgnoringCase("$.name"))
            .filter("serial", Filter.text("$.serial"))
            .filter("description", Filter.text("$.description"))
            .filter("status", Filter.choice("$.status", Choices.DEVICE_STATUS))
            .filter("role", Filter.byTree("$.role_id", "dcim_devicerole", "slug"))
            .filter("role_id", Filter.byTree("$.role_id", "dcim_devicerole", "id"))
            .filter("site", Filter.byName("$.site_id", "dcim_site", "slug"))
            .filter("site_id", Filter.byId("$.site_id", "dcim_site"))
            .filter("rack_id", Filter.byId("$.rack_id", "dcim_rack"))
            .filter("device_type_id", Filter.byId("$.device_type_id", "dcim_devicetype"))
            .filter("oob_ip_id", Filter.byId("$.oob_ip_id", "ipam_ipaddress"))
            .filter("primary_ip4_id", Filter.byId("$.primary_ip4_id", "ipam_ipaddress"))
            .filter("has_oob_ip", Filter.flag("$.oob_ip_id IS NOT NULL"))
            .filter("has_primary_ip", Filter.flag("coalesce($.primary_ip4_id, $.primary_ip6_id) IS NOT NULL"))
            .orderedBy("$.name, $.id")
            .changeable(new Devices());

    static final Resource MAC_ADDRESSES = Resource.of(
                    "dcim", "macaddress", "mac-addresses", "upper($.mac_address::text)")
            .called("MACAddress")
            .with(Field.shown("mac_address", "upper($.mac_address::text)"))
            .with(Interfaces.ASSIGNED.typeField(), Interfaces.ASSIGNED.idField(), Interfaces.ASSIGNED.objectField())
            .with(
                    Field.shown(
                            "is_primary",
                            "EXISTS (SELECT FROM dcim_interface i WHERE i.primary_mac_address_id = $.id)"),
                    Field.text("description", DESCRIPTION))
            .withPrimaryFields()
            .withMoments()
            .brief("id", "url", "display", "mac_address", "description")
            .filter("mac_address", Filter.text("$.mac_address::text"))
            .filter("device_id", Interfaces.filterAssigned("i.device_id"))
            .filter("interface_id", Interfaces.filterAssigned("i.id"))
            .orderedBy("$.mac_address, $.id");

    static final Resource INTERFACES = Interfaces.resource();

    static final Resource CABLE_TERMINATIONS = CableEnds.resource();

    static final Resource PREFIX_ROLES = Resource.of("ipam", "role", "roles", "$.name")
            .with(
                    Field.filledText("name", NAME),
                    Field.slug("slug"),
                    Field.number("weight"),
                    Field.text("description", DESCRIPTION))
            .withPrimaryFields()
            .withMoments()
            .with(
                    Field.count("prefix_count", "ipam_prefix", "c.role_id = $.id"),
                    Field.count("vlan_count", "ipam_vlan", "c.role_id = $.id"),
                    Field.count("asn_count", "ipam_asn", "c.role_id = $.id"))
            .brief("id", "url", "display", "name", "slug", "description", "prefix_count", "vlan_count", "asn_count")
            .filter("name", Filter.text("$.name"))
            .filter("slug", Filter.text("$.slug"))
            .orderedBy("$.weight, $.name, $.id");

    static final Resource VRFS = Vrfs.resource();
    static final Resource PREFIXES = Prefixes.resource();
    static final Resource ADDRESSES = Addresses.resource();
    static final Resource RANGES = Ranges.resource();
    static final Resource JOURNAL_ENTRIES = Journal.resource();

    private static final Map<String, Resource> BY_PATH = List.of(
                    SITES,
                    RACKS,
                    MANUFACTURERS,
                    DEVICE_TYPES,
                    DEVICE_ROLES,
                    DEVICES,
                    INTERFACES,
                    CABLES,
                    CABLE_TERMINATIONS,
                    MAC_ADDRESSES,
                    PREFIX_ROLES,
                    VRFS,
                    PREFIXES,
                    ADDRESSES,
                    RANGES,
                    TAGS,
                    JOURNAL_ENTRIES)
            .stream()
            .collect(Collectors.toUnmodifiableMap(Resource::path, Function.identity()));

    private Resources() {}

    /** The kind of object at a path such as {@code dcim/devices}. */
    public static Optional<Resource> at(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }
}
