package io.github.pocstate.netbox.database;

import io.github.pocstate.config.LabSettings;
import io.github.pocstate.netbox.dto.CableTerminationDto;
import io.github.pocstate.netbox.dto.Choice;
import io.github.pocstate.netbox.dto.DeviceDto;
import io.github.pocstate.netbox.dto.InterfaceDto;
import io.github.pocstate.netbox.dto.IpAddressDto;
import io.github.pocstate.netbox.dto.JournalEntryDto;
import io.github.pocstate.netbox.dto.MacAddressDto;
import io.github.pocstate.netbox.dto.ObjectTypes;
import io.github.pocstate.netbox.dto.PeerDto;
import io.github.pocstate.netbox.dto.Ref;
import io.github.pocstate.netbox.dto.SluggedDto;
import io.github.pocstate.spi.Row;
import io.github.pocstate.spi.Tables;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The tables of a NetBox as the lists that its API answers, as far as phases look at them.
 *
 * <p>Every list throws {@link io.github.pocstate.UnfitLabException} if a table or column is missing, as before NetBox 4.2. This
 * class is not thread-safe.
 *
 * @since 0.1
 */
public final class LabTables {

    private final NetBoxTables tables;
    private final LabSettings lab;
    private final ContentTypes types;
    private final List<Row> devices;
    private final Map<Long, Ref> deviceNames = new HashMap<>();
    private final List<Row> interfaces;

    /**
     * Reads the types, devices and interfaces; the other tables are read when they are asked for.
     *
     * @param tables the database
     * @param lab how the lab is modelled
     * @throws io.github.pocstate.UnfitLabException if a table or column is missing, as before NetBox 4.2
     */
    public LabTables(Tables tables, LabSettings lab) {
        this.tables = new NetBoxTables(tables);
        this.lab = lab;
        this.types = new ContentTypes(this.tables);
        this.devices = this.tables.read("dcim_device", "id", "name", "status", "site_id", "role_id", "oob_ip_id");
        this.interfaces = this.tables.readWith(
                List.of("cable_connector", "cable_positions"),
                "dcim_interface",
                "id",
                "device_id",
                "name",
                "description",
                "cable_id",
                "cable_end",
                "primary_mac_address_id");
        devices.forEach(row -> deviceNames.put(
                NetBoxTables.id(row),
                new Ref(NetBoxTables.id(row), row.text("name").orElse(null), null)));
    }

    /**
     * The sites.
     *
     * @return all of them
     */
    public List<SluggedDto> sites() {
        return slugged("dcim_site");
    }

    /**
     * The roles of devices.
     *
     * @return all of them
     */
    public List<SluggedDto> deviceRoles() {
        return slugged("dcim_devicerole");
    }

    private List<SluggedDto> slugged(String table) {
        return tables.read(table, "id", "slug").stream()
                .map(row ->
                        new SluggedDto(NetBoxTables.id(row), row.text("slug").orElse("")))
                .toList();
    }

    /**
     * The devices.
     *
     * @return all of them
     */
    public List<DeviceDto> devices() {
        return devices.stream()
                .map(row -> new DeviceDto(
                        NetBoxTables.id(row),
                        row.text("name").orElse(null),
                        row.text("status").map(Choice::new).orElse(null),
                        NetBoxTables.ref(row, "site_id"),
                        NetBoxTables.ref(row, "role_id"),
                        NetBoxTables.ref(row, "oob_ip_id")))
                .toList();
    }

    /**
     * The BMC and management interfaces of some devices, with their MAC addresses.
     *
     * @param servers ids of the devices
     * @return the interfaces
     */
    public List<InterfaceDto> managedInterfaces(Set<Long> servers) {
        Set<String> names = Set.of(lab.bmcInterface(), lab.mgmtInterface());
        List<Row> rows = interfaces(servers, row -> names.contains(name(row)));
        Map<Long, MacAddressDto> macs = macAddresses(rows);
        return rows.stream()
                .map(row -> new InterfaceDto(
                        NetBoxTables.id(row),
                        device(row),
                        name(row),
                        null,
                        null,
                        row.text("primary_mac_address_id")
                                .map(id -> macs.get(Long.valueOf(id)))
                                .orElse(null),
                        null,
                        null,
                        null,
                        null))
                .toList();
    }

    private Map<Long, MacAddressDto> macAddresses(List<Row> ports) {
        Set<Long> needed = new HashSet<>();
        ports.forEach(row -> row.number("primary_mac_address_id").ifPresent(needed::add));
        Map<Long, MacAddressDto> macs = new HashMap<>();
        for (Row row : tables.read("dcim_macaddress", "id", "mac_address")) {
            if (needed.contains(NetBoxTables.id(row))) {
                String mac = row.text("mac_address").orElse("").toUpperCase(Locale.ROOT);
                macs.put(NetBoxTables.id(row), new MacAddressDto(mac));
            }
        }
        return macs;
    }

    /**
     * Devices by their role.
     *
     * @param roles ids of the roles
     * @return ids of the devices
     */
    public Set<Long> devicesOf(Set<Long> roles) {
        return devices.stream()
                .filter(row -> roles.contains(row.number("role_id").orElse(-1)))
                .map(NetBoxTables::id)
                .collect(Collectors.toSet());
    }

    /**
     * Production NICs.
     *
     * @param ports the interfaces, more than two of a device if more are described or named so
     * @param ends all ends of the cables on them
     * @since 0.1
     */
    public record Nics(List<InterfaceDto> ports, List<CableTerminationDto> ends) {}

    /**
     * The production NICs of some devices, with what their cables lead to.
     *
     * @param servers ids of the devices
     * @return the NICs
     */
    public Nics nics(Set<Long> servers) {
        List<Row> rows = interfaces(
                servers,
                row -> row.text("description").orElse("").startsWith(lab.nicDescription())
                        || lab.nicNames().contains(name(row)));
        LinkPeers peers = new LinkPeers(tables, types, deviceNames, interfaces, rows);
        return new Nics(rows.stream().map(row -> nic(row, peers)).toList(), peers.ends());
    }

    private InterfaceDto nic(Row row, LinkPeers peers) {
        List<CableTermination> far = peers.of(row);
        List<PeerDto> briefly = far.stream().map(peers::brief).toList();
        return new InterfaceDto(
                NetBoxTables.id(row),
                device(row),
                name(row),
                row.text("description").orElse(""),
                null,
                null,
                NetBoxTables.ref(row, "cable_id"),
                row.text("cable_end").orElse(null),
                briefly,
                far.isEmpty() ? null : far.get(0).type());
    }

    /**
     * Names what holds some IP addresses.
     *
     * @param addresses the addresses
     * @return by id, such as {@code gateway-1 [vlan55]}, for those on interfaces of devices
     */
    public Map<Long, String> holders(List<IpAddressDto> addresses) {
        Map<Long, List<IpAddressDto>> byPort = addresses.stream()
                .filter(address -> ObjectTypes.INTERFACE.equals(address.assignedObjectType())
                        && address.assignedObjectId() != null)
                .collect(Collectors.groupingBy(address -> Objects.requireNonNull(address.assignedObjectId())));
        Map<Long, String> holders = new HashMap<>();
        interfaces.stream()
                .filter(row -> byPort.containsKey(NetBoxTables.id(row)))
                .forEach(row -> {
                    Ref device = deviceNames.get(row.number("device_id").orElseThrow());
                    String title = (device == null ? "" : device.name() + " ") + "[" + name(row) + "]";
                    byPort.getOrDefault(NetBoxTables.id(row), List.of())
                            .forEach(address -> holders.put(address.id(), title));
                });
        return holders;
    }

    private List<Row> interfaces(Set<Long> servers, Predicate<Row> wanted) {
        return interfaces.stream()
                .filter(wanted)
                .filter(row -> servers.contains(row.number("device_id").orElseThrow()))
                .toList();
    }

    private static String name(Row row) {
        return row.text("name").orElse("");
    }

    private static Ref device(Row row) {
        return new Ref(row.number("device_id").orElseThrow(), null, null);
    }

    /**
     * The IP addresses, prefixes and ranges.
     *
     * @return their tables
     */
    public AddressTables addresses() {
        return new AddressTables(tables, types, lab);
    }

    /**
     * Our tag.
     *
     * @return its id, empty while NetBox has none
     */
    public OptionalLong tag() {
        return slugged("extras_tag").stream()
                .filter(tag -> tag.slug().equals(lab.tag()))
                .mapToLong(SluggedDto::id)
                .findFirst();
    }

    /**
     * What carries a tag.
     *
     * @param tag id of the tag
     * @return the cables and journal entries that do
     */
    public Tagged tagged(long tag) {
        Set<Long> cables = new HashSet<>();
        Set<Long> entries = new HashSet<>();
        for (Row row : tables.read("extras_taggeditem", "object_id", "content_type_id", "tag_id")) {
            if (row.number("tag_id").orElse(-1) == tag) {
                String type = types.name(row, "content_type_id");
                long object = row.number("object_id").orElseThrow();
                if (type.equals(ObjectTypes.CABLE)) {
                    cables.add(object);
                } else if (type.equals(ObjectTypes.JOURNAL_ENTRY)) {
                    entries.add(object);
                }
            }
        }
        return new Tagged(cables, entries.isEmpty() ? List.of() : journalEntries(entries));
    }

    /**
     * What carries a tag.
     *
     * @param cables ids of the cables
     * @param journalEntries the journal entries
     * @since 0.1
     */
    public record Tagged(Set<Long> cables, List<JournalEntryDto> journalEntries) {}

    private List<JournalEntryDto> journalEntries(Set<Long> ids) {
        return tables
                .read("extras_journalentry", "id", "assigned_object_type_id", "assigned_object_id", "kind", "comments")
                .stream()
                .filter(row -> ids.contains(NetBoxTables.id(row)))
                .map(row -> new JournalEntryDto(
                        NetBoxTables.id(row),
                        types.name(row, "assigned_object_type_id"),
                        row.number("assigned_object_id").orElseThrow(),
                        new Choice(row.text("kind").orElse("")),
                        row.text("comments").orElse("")))
                .toList();
    }
}
