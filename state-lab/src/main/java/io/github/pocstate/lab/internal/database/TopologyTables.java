package io.github.pocstate.lab.internal.database;

import io.github.pocstate.lab.internal.topology.Cable;
import io.github.pocstate.lab.internal.topology.CableEnd;
import io.github.pocstate.lab.internal.topology.Device;
import io.github.pocstate.lab.internal.topology.DeviceRole;
import io.github.pocstate.lab.internal.topology.DeviceType;
import io.github.pocstate.lab.internal.topology.Interface;
import io.github.pocstate.lab.internal.topology.MacAddress;
import io.github.pocstate.lab.internal.topology.Manufacturer;
import io.github.pocstate.lab.internal.topology.Prefix;
import io.github.pocstate.lab.internal.topology.Rack;
import io.github.pocstate.lab.internal.topology.Site;
import io.github.pocstate.lab.internal.topology.Topology;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows that NetBox would have written for a topology, what it derives and counts included. */
final class TopologyTables {

    private static final String MOMENT = "2026-01-01 00:00:00+00";
    private static final String BMC_ROLE = "BMC Management";

    private final Topology topology;
    private final ContentTypes types;

    /** One end of a cable, or the path that begins there. */
    private record End(Cable cable, CableEnd which) {

        static Stream<End> of(Cable cable) {
            return Arrays.stream(CableEnd.values()).map(end -> new End(cable, end));
        }

        int id() {
            return idOf(cable.id(), which);
        }

        static int idOf(int cable, CableEnd which) {
            return (cable - 1) * CableEnd.PER_CABLE + which.place() + 1;
        }

        Interface near() {
            return cable.at(which);
        }

        Interface far() {
            return cable.at(which.other());
        }
    }

    TopologyTables(Topology topology, ContentTypes types) {
        this.topology = topology;
        this.types = types;
    }

    /** Writes all rows; there are no triggers yet, or they do not fire. */
    void copy(Connection connection) throws SQLException, IOException {
        manufacturers().copy(Arrays.stream(Manufacturer.values()), connection);
        deviceTypes().copy(Arrays.stream(DeviceType.values()), connection);
        deviceRoles().copy(Arrays.stream(DeviceRole.values()), connection);
        sites().copy(topology.sites().stream(), connection);
        racks().copy(topology.racks().stream(), connection);
        prefixRoles().copy(Stream.of(BMC_ROLE), connection);
        prefixes().copy(topology.prefixes().stream(), connection);
        devices().copy(topology.devices(), connection);
        interfaces().copy(topology.interfaces(), connection);
        macAddresses().copy(topology.macAddresses(), connection);
        cables().copy(topology.cables(), connection);
        cableTerminations().copy(topology.cables().flatMap(End::of), connection);
        cablePaths().copy(topology.cables().flatMap(End::of), connection);
    }

    private Table<Manufacturer> manufacturers() {
        return TopologyTables.<Manufacturer>tracked("dcim_manufacturer")
                .with("id", Manufacturer::id)
                .with("name", Manufacturer::label)
                .with("slug", manufacturer -> slug(manufacturer.label()))
                .always("", "description", "comments");
    }

    private Table<DeviceType> deviceTypes() {
        Map<DeviceType, Long> devices =
                topology.devices().collect(Collectors.groupingBy(Device::type, Collectors.counting()));
        return TopologyTables.<DeviceType>tracked("dcim_devicetype")
                .with("id", DeviceType::id)
                .with("manufacturer_id", type -> type.manufacturer().id())
                .with("model", DeviceType::model)
                .with("slug", type -> slug(type.model()))
                .with("device_count", type -> devices.getOrDefault(type, 0L))
                .always("1.0", "u_height")
                .always(true, "is_full_depth")
                .always(false, "exclude_from_utilization")
                .always("", "part_number", "front_image", "rear_image", "description", "comments")
                .always(0, "interface_template_count", "front_port_template_count", "rear_port_template_count")
                .always(0, "console_port_template_count", "console_server_port_template_count")
                .always(0, "power_port_template_count", "power_outlet_template_count")
                .always(0, "cooling_intake_template_count", "cooling_outflow_template_count")
                .always(0, "device_bay_template_count", "module_bay_template_count", "inventory_item_template_count");
    }

    private Table<DeviceRole> deviceRoles() {
        return TopologyTables.<DeviceRole>tracked("dcim_devicerole")
                .with("id", DeviceRole::id)
                .with("name", DeviceRole::label)
                .with("slug", role -> slug(role.label()))
                .with("color", DeviceRole::color)
                .with("path", role -> String.format(Locale.ROOT, "%019d", role.id()))
                .with("sort_path", DeviceRole::label)
                .always(true, "vm_role")
                .always("", "description", "comments");
    }

    private Table<Site> sites() {
        return TopologyTables.<Site>tracked("dcim_site")
                .with("id", Site::id)
                .with("name", Site::name)
                .with("slug", site -> slug(site.name()))
                .always("active", "status")
                .always("", "facility", "time_zone", "physical_address", "shipping_address", "description", "comments");
    }

    private Table<Rack> racks() {
        return TopologyTables.<Rack>tracked("dcim_rack")
                .with("id", Rack::id)
                .with("name", Rack::name)
                .with("site_id", rack -> rack.site().id())
                .always("active", "status")
                .always(Topology.UNITS_PER_RACK, "u_height")
                .always(1, "starting_unit")
                .always(19, "width")
                .always(false, "desc_units")
                .always("", "serial", "description", "comments");
    }

    private Table<String> prefixRoles() {
        return TopologyTables.<String>tracked("ipam_role")
                .always(1, "id")
                .with("name", name -> name)
                .with("slug", TopologyTables::slug)
                .always(1000, "weight")
                .always("", "description", "comments");
    }

    private Table<Prefix> prefixes() {
        int networks = topology.sites().size();
        return TopologyTables.<Prefix>tracked("ipam_prefix")
                .with("id", Prefix::id)
                .with("prefix", Prefix::block)
                .with("status", prefix -> prefix.site().isPresent() ? "active" : "container")
                .with("_depth", prefix -> prefix.site().isPresent() ? 1 : 0)
                .with("_children", prefix -> prefix.site().isPresent() ? 0 : networks)
                .with("role_id", ofSite(site -> 1))
                .with("scope_type_id", ofSite(site -> types.site()))
                .with("scope_id", ofSite(Site::id))
                .with("_site_id", ofSite(Site::id))
                .always(false, "is_pool", "mark_utilized")
                .always("", "description", "comments");
    }

    private static Function<Prefix, @Nullable Object> ofSite(Function<Site, Object> value) {
        return prefix -> prefix.site().map(value).orElse(null);
    }

    private Table<Device> devices() {
        return TopologyTables.<Device>tracked("dcim_device")
                .with("id", Device::id)
                .with("name", Device::name)
                .with("device_type_id", device -> device.type().id())
                .with("role_id", device -> device.type().role().id())
                .with("status", device -> device.type().status())
                .with("rack_id", device -> device.rack().id())
                .with("site_id", device -> device.rack().site().id())
                .with("interface_count", device -> device.type().interfaces().size())
                .always(1, "_config_context_generation")
                .always("", "serial", "face", "description", "comments")
                .always(0, "front_port_count", "rear_port_count", "console_port_count", "console_server_port_count")
                .always(0, "power_port_count", "power_outlet_count", "cooling_intake_count", "cooling_outflow_count")
                .always(0, "device_bay_count", "module_bay_count", "inventory_item_count");
    }

    private Table<Interface> interfaces() {
        return TopologyTables.<Interface>tracked("dcim_interface")
                .with("id", Interface::id)
                .with("device_id", port -> port.device().id())
                .with("name", port -> port.template().name())
                .with("_name", port -> NaturalName.ofInterface(port.template().name()))
                .with("type", port -> port.template().type())
                .with("mgmt_only", port -> port.template().management())
                .with("description", port -> port.template().description())
                .with("primary_mac_address_id", port -> orNull(port.macAddress()))
                .with("cable_id", port -> orNull(port.cable()))
                .with("cable_end", port -> port.cable().isPresent() ? port.end() : null)
                .with(
                        "_path_id",
                        port -> port.cable().isPresent() ? End.idOf(port.cable().getAsInt(), port.end()) : null)
                .with("_rack_id", port -> port.device().rack().id())
                .with("_site_id", port -> port.device().rack().site().id())
                .always(true, "enabled")
                .always(false, "mark_connected")
                .always("", "label");
    }

    private Table<MacAddress> macAddresses() {
        return TopologyTables.<MacAddress>tracked("dcim_macaddress")
                .with("id", MacAddress::id)
                .with("mac_address", MacAddress::value)
                .with("assigned_object_id", MacAddress::on)
                .always(types.interfaceType(), "assigned_object_type_id")
                .always("", "description", "comments");
    }

    private Table<Cable> cables() {
        return TopologyTables.<Cable>tracked("dcim_cable")
                .with("id", Cable::id)
                .always("connected", "status")
                .always("", "label", "color", "profile", "description", "comments");
    }

    private Table<End> cableTerminations() {
        return new Table<End>("dcim_cabletermination")
                .always(MOMENT, "created", "last_updated")
                .with("id", End::id)
                .with("cable_id", end -> end.cable().id())
                .with("cable_end", End::which)
                .always(types.interfaceType(), "termination_type_id")
                .with("termination_id", end -> end.near().id())
                .with("_device_id", end -> end.near().device().id())
                .with("_rack_id", end -> end.near().device().rack().id())
                .with("_site_id", end -> end.near().device().rack().site().id());
    }

    private Table<End> cablePaths() {
        return new Table<End>("dcim_cablepath")
                .with("id", End::id)
                .with("_nodes", end -> "{" + String.join(",", nodes(end)) + "}")
                .with("path", end -> "[[\"" + String.join("\"], [\"", nodes(end)) + "\"]]")
                .always(true, "is_active", "is_complete")
                .always(false, "is_split");
    }

    /** From one interface through the cable to the other; each as type and id. */
    private List<String> nodes(End end) {
        return List.of(
                types.interfaceType() + ":" + end.near().id(),
                types.cable() + ":" + end.cable().id(),
                types.interfaceType() + ":" + end.far().id());
    }

    private static <T> Table<T> tracked(String name) {
        return new Table<T>(name).always(MOMENT, "created", "last_updated").always("{}", "custom_field_data");
    }

    private static @Nullable Object orNull(OptionalInt id) {
        return id.isPresent() ? id.getAsInt() : null;
    }

    private static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
