package io.github.pocstate.lab.internal.netbox.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** IP addresses, and what NetBox demands of them ({@code ipam/models/ip.py}). */
final class Addresses implements Rules {

    private static final GenericReference ASSIGNED =
            new GenericReference("assigned_object", () -> List.of(Resources.INTERFACES));

    private static final int DESCRIPTION = 200;
    private static final int SMALLEST_WITH_NETWORK = 30;

    static Resource resource() {
        return Resource.of("ipam", "ipaddress", "ip-addresses", Inet.text("$.address"))
                .called("IPAddress")
                .with(
                        Inet.family("$.address"),
                        Field.shown("address", Inet.text("$.address"))
                                .writtenBy(Inet.writing("address"))
                                .asRequired(),
                        Field.optionalReference("vrf", () -> Resources.VRFS),
                        Field.nothing("tenant"),
                        Field.choice("status", Choices.ADDRESS_STATUS),
                        Field.optionalChoice("role", Choices.ADDRESS_ROLE),
                        ASSIGNED.typeField(),
                        ASSIGNED.idField(),
                        ASSIGNED.objectField(),
                        Field.nothing("nat_inside"),
                        Field.emptyList("nat_outside"),
                        Field.text("dns_name", 255).writtenBy(Addresses::writeName),
                        Field.text("description", DESCRIPTION))
                .withPrimaryFields()
                .withMoments()
                .brief("id", "url", "display", "family", "address", "description")
                .within(
                        "id",
                        "url",
                        "display",
                        "family",
                        "address",
                        "nat_inside",
                        "nat_outside",
                        "dns_name",
                        "description")
                .filter("address", Addresses::among)
                .filter("parent", Addresses::within)
                .filter("family", Filter.number("family($.address)"))
                .filter("vrf_id", Filter.byId("$.vrf_id", "ipam_vrf"))
                .filter("status", Filter.choice("$.status", Choices.ADDRESS_STATUS))
                .filter("description", Filter.text("$.description"))
                .filter("dns_name", Filter.text("$.dns_name"))
                .filter("assigned_object_id", Filter.number("$.assigned_object_id"))
                .filter("assigned", Filter.flag("$.assigned_object_id IS NOT NULL"))
                .filter("assigned_to_interface", Filter.flag("$.assigned_object_id IS NOT NULL"))
                .filter("interface_id", onInterface("id"))
                .filter("interface", onInterface("name"))
                .filter("device_id", ofDevice(Filter.number("d.id")))
                .filter("device", ofDevice(Filter.text("d.name")))
                .orderedBy("host($.address)::inet, $.id")
                .defaultsTo("status", "\"active\"")
                .defaultsTo("dns_name", "\"\"")
                .defaultsTo("description", "\"\"")
                .defaultsTo("comments", "\"\"")
                .defaultsTo("custom_field_data", "{}")
                .writable(new Addresses());
    }

    // filters

    private static String among(Filter.Asked asked) {
        String wanted = asked.bindings()
                .text(asked.values().stream().filter(Inet::isAddress).toList());
        return "(" + Inet.text("$.address") + " = ANY (" + wanted + ") OR host($.address) = ANY (" + wanted + "))";
    }

    /** An invalid prefix matches nothing, whatever else was asked for. */
    private static String within(Filter.Asked asked) {
        return Inet.parents(asked)
                .map(parents -> "EXISTS (SELECT FROM unnest(" + parents
                        + "::inet[]) parent WHERE host($.address)::inet <<= parent)")
                .orElse("false");
    }

    private static Filter onInterface(String name) {
        return Filter.related(
                "dcim_interface",
                name,
                ids -> "($.assigned_object_id IN (" + ids + ") AND $.assigned_object_type_id = "
                        + Resources.INTERFACES.typeId() + ")");
    }

    private static Filter ofDevice(Filter device) {
        return asked -> "EXISTS (SELECT FROM dcim_interface i JOIN dcim_device d ON d.id = i.device_id"
                + " WHERE i.id = $.assigned_object_id AND $.assigned_object_type_id = "
                + Resources.INTERFACES.typeId() + " AND " + device.condition(asked) + ")";
    }

    // writing

    /** Names of hosts are kept in small letters. */
    private static void writeName(JsonNode value, Draft draft, Work work, FieldErrors errors) {
        if (value.asText("-").matches("[0-9A-Za-z_.*-]*")) {
            draft.set("dns_name", TextNode.valueOf(value.asText("").toLowerCase(Locale.ROOT)));
        } else {
            errors.add(
                    "dns_name",
                    "Only alphanumeric characters, asterisks, hyphens, periods, and underscores are allowed in DNS names");
        }
    }

    @Override
    public void check(Draft draft, Work work, FieldErrors errors) {
        ASSIGNED.check(draft, work, errors);
        if (!errors.isEmpty()) {
            return;
        }
        checkHost(draft, errors);
        if (errors.isEmpty()) {
            checkUnique(draft, work, errors);
        }
        if (errors.isEmpty() && draft.isNew()) {
            Ranges.checkNotPopulated(draft.text("address"), vrf(draft), work, errors);
        }
        if (errors.isEmpty() && !draft.isNew()) {
            checkStays(draft, work, errors);
        }
    }

    /** The address of a network, and its broadcast address, belong to nobody. */
    private static void checkHost(Draft draft, FieldErrors errors) {
        IPAddress address = new IPAddressString(draft.text("address")).getAddress();
        Integer length = address.getNetworkPrefixLength();
        if (length != null && length == 0) {
            errors.add("address", "Cannot create IP address with /0 mask.");
            return;
        }
        if (length == null
                || draft.reference("assigned_object_id").isEmpty()
                || address.getBitCount() - length < Integer.SIZE - SMALLEST_WITH_NETWORK) {
            return;
        }
        IPAddress host = new IPAddressString(draft.text("address")).getHostAddress();
        if (host.equals(address.toZeroHost().withoutPrefixLength())) {
            errors.addToObject(host + " is a network ID, which may not be assigned to an interface.");
        } else if (address.isIPv4() && host.equals(address.toMaxHost().withoutPrefixLength())) {
            errors.addToObject(host + " is a broadcast address, which may not be assigned to an interface.");
        }
    }

    private static void checkUnique(Draft draft, Work work, FieldErrors errors) {
        work.handle()
                .createQuery("SELECT " + Inet.text("t.address").replace("$", "t")
                        + " FROM ipam_ipaddress t WHERE host(t.address) = host(CAST(:address AS inet))"
                        + " AND t.vrf_id IS NOT DISTINCT FROM CAST(:vrf AS bigint) AND " + Vrfs.UNIQUE
                        + " AND t.id <> :id ORDER BY t.id")
                .bind("address", draft.text("address"))
                .bind("vrf", vrf(draft))
                .bind("id", draft.isNew() ? -1 : draft.id())
                .mapTo(String.class)
                .findFirst()
                .ifPresent(other ->
                        errors.add("address", "Duplicate IP address found in " + table(draft, work) + ": " + other));
    }

    private static String table(Draft draft, Work work) {
        return work.handle()
                .createQuery("SELECT " + Vrfs.TABLE)
                .bind("vrf", vrf(draft))
                .mapTo(String.class)
                .one();
    }

    private static @Nullable Long vrf(Draft draft) {
        OptionalLong id = draft.reference("vrf_id");
        return id.isPresent() ? id.getAsLong() : null;
    }

    /** An address that a device points to cannot move to another device. */
    private static void checkStays(Draft draft, Work work, FieldErrors errors) {
        if (!draft.changes().has("assigned_object_id")) {
            return;
        }
        work.handle()
                .createQuery("SELECT CASE WHEN d.oob_ip_id = :id THEN 'OOB' ELSE 'primary' END FROM dcim_device d"
                        + " WHERE :id IN (d.oob_ip_id, d.primary_ip4_id, d.primary_ip6_id)"
                        + " AND NOT EXISTS (SELECT FROM dcim_interface i WHERE i.id = :port AND i.device_id = d.id)")
                .bind("id", draft.id())
                .bind("port", draft.reference("assigned_object_id").orElse(-1))
                .mapTo(String.class)
                .findFirst()
                .ifPresent(how -> errors.addToObject("Cannot reassign IP address while it is designated as the " + how
                        + " IP for the parent object"));
    }

    /** A device that points to the address points nowhere afterwards. */
    @Override
    public void deleting(long id, Work work) {
        for (String column : List.of("primary_ip4_id", "primary_ip6_id", "oob_ip_id")) {
            ObjectNode nowhere = Work.JSON.createObjectNode();
            nowhere.putNull(column);
            work.handle()
                    .createQuery("SELECT id FROM dcim_device WHERE " + column + " = :id")
                    .bind("id", id)
                    .mapTo(Long.class)
                    .list()
                    .forEach(device -> work.touch(Resources.DEVICES, device, nowhere));
        }
    }
}
