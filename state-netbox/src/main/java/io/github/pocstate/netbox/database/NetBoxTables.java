package io.github.pocstate.netbox.database;

import io.github.pocstate.Problem;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.netbox.dto.Ref;
import io.github.pocstate.spi.Row;
import io.github.pocstate.spi.Tables;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables of which a NetBox that is too old lacks some; what is read is there. As thread-safe as the tables are. */
final class NetBoxTables {

    private final Tables tables;

    NetBoxTables(Tables tables) {
        this.tables = tables;
    }

    boolean has(String table, String column) {
        return tables.columns(table).contains(column);
    }

    List<Row> read(String table, String... columns) {
        Arrays.stream(columns)
                .filter(column -> !has(table, column))
                .findFirst()
                .ifPresent(missing -> refuse(table, missing));
        return tables.read(table, columns);
    }

    /** Leaves out, of the further columns, those that this version does not have. */
    List<Row> readWith(List<String> further, String table, String... columns) {
        return read(
                table,
                Stream.concat(Arrays.stream(columns), further.stream().filter(column -> has(table, column)))
                        .toArray(String[]::new));
    }

    private static void refuse(String table, String column) {
        throw new UnfitLabException(
                new Problem(
                        "Snapshots need NetBox 4.2 or later: the database has no column [" + column + "] in its table ["
                                + table + "].",
                        "the database that NETBOX_DB_URL names",
                        "check that this is NetBox's database, update NetBox, or unset NETBOX_DB_URL to work without snapshots"));
    }

    static long id(Row row) {
        return row.number("id").orElseThrow();
    }

    static @Nullable Ref ref(Row row, String column) {
        return row.text(column)
                .map(id -> new Ref(Long.parseLong(id), null, null))
                .orElse(null);
    }

    /** A value of a column that {@link #readWith} may have left out. */
    static Optional<String> text(Row row, String column) {
        return row.columns().contains(column) ? row.text(column) : Optional.empty();
    }
}
