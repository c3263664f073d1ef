package io.github.pocstate.netbox.database;

import io.github.pocstate.config.LabSettings;
import io.github.pocstate.netbox.dto.ObjectTypes;
import io.github.pocstate.spi.Row;
import io.github.pocstate.spi.RowDifference;
import java.util.Optional;
import java.util.Set;

/**
 * Which rows and columns phases write, so that a difference in them is one that a restore over the API would make too;
 * not changed once it is made.
 *
 * @param lab how the lab is modelled
 * @param live the objects that phases write in the live database
 * @param kept those in the snapshot
 * @param types the types of both
 */
record PhaseRows(LabSettings lab, ManagedObjects live, ManagedObjects kept, ContentTypes types) {

    private static final Set<String> DEVICE = Set.of("status", "oob_ip_id");
    private static final Set<String> PRIMARY_ADDRESS = Set.of("primary_ip4_id", "primary_ip6_id");
    private static final Set<String> ADDRESS =
            Set.of("address", "vrf_id", "assigned_object_type_id", "assigned_object_id");

    /** Whether phases make and remove a row that one side only has. */
    boolean comesAndGoes(String table, RowDifference difference) {
        return difference.live().map(row -> isOurs(table, row, live)).orElse(true)
                && difference.kept().map(row -> isOurs(table, row, kept)).orElse(true);
    }

    /** Whether phases change a column of a row that both sides have. */
    boolean changes(String table, RowDifference difference, String column) {
        return switch (table) {
            case "dcim_device" -> changesDevice(difference, column);
            case "ipam_ipaddress" -> ADDRESS.contains(column) && comesAndGoes(table, difference);
            case "dcim_cabletermination", "extras_journalentry", "extras_taggeditem" -> comesAndGoes(table, difference);
            default -> false;
        };
    }

    private boolean isOurs(String table, Row row, ManagedObjects side) {
        return switch (table) {
            case "ipam_ipaddress" -> side.hasAddress(NetBoxTables.id(row));
            case "dcim_cable" -> side.cables().contains(NetBoxTables.id(row));
            case "dcim_cabletermination" ->
                side.cables().contains(row.number("cable_id").orElse(-1));
            case "extras_journalentry" -> side.journal().contains(NetBoxTables.id(row));
            case "extras_tag" -> row.text("slug").filter(lab.tag()::equals).isPresent();
            case "extras_taggeditem" -> row.number("tag_id").equals(side.tag()) && marksOurs(row, side);
            default -> false;
        };
    }

    private boolean marksOurs(Row row, ManagedObjects side) {
        long object = row.number("object_id").orElse(-1);
        return switch (types.name(row, "content_type_id")) {
            case ObjectTypes.CABLE -> side.cables().contains(object);
            case ObjectTypes.JOURNAL_ENTRY -> side.journal().contains(object);
            default -> false;
        };
    }

    private boolean changesDevice(RowDifference difference, String column) {
        long device = NetBoxTables.id(difference.any());
        if (!live.servers().containsKey(device)) {
            return false;
        }
        return DEVICE.contains(column)
                || (PRIMARY_ADDRESS.contains(column)
                        && wentWithAddress(device, difference.live(), column, live, kept)
                        && wentWithAddress(device, difference.kept(), column, kept, live));
    }

    /** NetBox clears a primary address that is deleted; one that both sides have was chosen or cleared by somebody. */
    private static boolean wentWithAddress(
            long device, Optional<Row> row, String column, ManagedObjects side, ManagedObjects other) {
        return row.flatMap(values -> values.text(column))
                .map(Long::valueOf)
                .map(address -> side.hasAddress(device, address) && !other.hasAddress(device, address))
                .orElse(true);
    }
}
