package io.github.pocstate.netbox.database;

import io.github.pocstate.netbox.dto.ObjectTypes;
import io.github.pocstate.spi.Row;
import io.github.pocstate.spi.RowDifference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says which object a row is and what became of it; names columns but never their contents, which may be secret.
 *
 * @param phases the objects that phases write
 */
record RowWords(PhaseRows phases) {

    /** What people call an object, the best name first. */
    private static final List<String> NAMES = List.of(
            "slug", "name", "address", "prefix", "start_address", "label", "model", "cid", "ssid", "username", "id");

    /** Such as {@code [dc-north]: name, description changed}. */
    String changed(String table, RowDifference difference, List<String> columns) {
        return "[" + name(table, difference.any()) + "]: " + String.join(", ", columns) + " changed";
    }

    /** Such as {@code [10.0.0.9/24] added since}. */
    String missing(String table, RowDifference difference) {
        return recabled(table, difference)
                .map(server -> "[" + server + "] re-cabled since")
                .orElseGet(() -> "[" + name(table, difference.any()) + "] "
                        + (difference.live().isPresent() ? "added since" : "removed since"));
    }

    private Optional<String> recabled(String table, RowDifference difference) {
        return switch (table) {
            case "dcim_cable" -> recabled(difference, "id");
            case "dcim_cabletermination" -> recabled(difference, "cable_id");
            default -> Optional.empty();
        };
    }

    private Optional<String> recabled(RowDifference difference, String column) {
        long cable = difference.any().number(column).orElse(-1);
        return Stream.of(phases.live(), phases.kept())
                .flatMap(side -> side.recabledBy(cable).stream())
                .findFirst();
    }

    private String name(String table, Row row) {
        String own = NAMES.stream()
                .flatMap(column -> NetBoxTables.text(row, column)
                        .filter(text -> !text.isBlank())
                        .map(text -> column.equals("id") ? "id " + text : text)
                        .stream())
                .findFirst()
                .orElse("a row");
        return server(table, row).map(server -> server + " " + own).orElse(own);
    }

    /** The server that a component or journal entry belongs to. */
    private Optional<String> server(String table, Row row) {
        String column = table.equals("extras_journalentry") ? "assigned_object_id" : "device_id";
        boolean onDevice = !table.equals("extras_journalentry")
                || phases.types().name(row, "assigned_object_type_id").equals(ObjectTypes.DEVICE);
        return NetBoxTables.text(row, column)
                .filter(id -> onDevice)
                .map(Long::valueOf)
                .flatMap(id -> Optional.ofNullable(phases.live().servers().get(id)));
    }
}
