package io.github.pocstate.netbox.database;

import io.github.pocstate.netbox.dto.ObjectTypes;
import io.github.pocstate.spi.Row;
import java.util.HashMap;
import java.util.Map;

/** What the numbers of types stand for, such as {@link ObjectTypes#INTERFACE}; immutable and thread-safe. */
final class ContentTypes {

    private static final String UNKNOWN = "";

    private final Map<String, String> names = new HashMap<>();

    ContentTypes(NetBoxTables tables) {
        for (Row row : tables.read("django_content_type", "id", "app_label", "model")) {
            names.put(
                    row.text("id").orElse(UNKNOWN),
                    row.text("app_label").orElse(UNKNOWN) + "."
                            + row.text("model").orElse(UNKNOWN));
        }
    }

    /** The type that a column of a row names; empty if none. */
    String name(Row row, String column) {
        return row.text(column).map(id -> names.getOrDefault(id, UNKNOWN)).orElse(UNKNOWN);
    }
}
