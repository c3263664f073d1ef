package io.github.pocstate.lab.internal.netbox.model;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What NetBox demands of devices: addresses they point to lie on their own interfaces. */
final class Devices implements Rules {

    /** A device without a name is called by its type. */
    static final String DISPLAY = "coalesce($.name || CASE WHEN $.asset_tag IS NULL THEN '' ELSE ' (' || $.asset_tag"
            + " || ')' END, (SELECT m.name || ' ' || y.model || ' (' || $.id || ')' FROM dcim_devicetype y"
            + " JOIN dcim_manufacturer m ON m.id = y.manufacturer_id WHERE y.id = $.device_type_id))";

    static final Field[] COUNTERS = Stream.of(
                    "console_port",
                    "console_server_port",
                    "power_port",
                    "power_outlet",
                    "cooling_intake",
                    "cooling_outflow",
                    "interface",
                    "front_port",
                    "rear_port",
                    "device_bay",
                    "module_bay",
                    "inventory_item")
            .map(name -> Field.shown(name + "_count", "$." + name + "_count"))
            .toArray(Field[]::new);

    @Override
    public void check(Draft draft, Work work, FieldErrors errors) {
        checkAddress("primary_ip4", 4, draft, work, errors);
        checkAddress("primary_ip6", 6, draft, work, errors);
        checkAddress("oob_ip", 0, draft, work, errors);
    }

    private static void checkAddress(String field, int family, Draft draft, Work work, FieldErrors errors) {
        OptionalLong id = draft.reference(field + "_id");
        if (id.isEmpty()) {
            return;
        }
        Optional<String> address = work.row(Resources.ADDRESSES, id.getAsLong())
                .map(row -> row.path("address").asText());
        if (family != 0
                && address.filter(text -> text.contains(":") != (family == 6)).isPresent()) {
            errors.add(field, address.get() + " is not an IPv" + family + " address.");
        } else if (!isOn(draft.id(), id.getAsLong(), work)) {
            errors.add(field, "The specified IP address (" + address.orElse("") + ") is not assigned to this device.");
        }
    }

    private static boolean isOn(long device, long address, Work work) {
        return work.handle()
                .createQuery("SELECT EXISTS (SELECT FROM ipam_ipaddress a JOIN dcim_interface i"
                        + " ON i.id = a.assigned_object_id AND a.assigned_object_type_id = "
                        + Resources.INTERFACES.typeId() + " WHERE a.id = :address AND i.device_id = :device)")
                .bind("address", address)
                .bind("device", device)
                .mapTo(Boolean.class)
                .one();
    }
}
