package io.github.pocstate.lab.internal.netbox.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A row as it is and as it is to be, column by column; not thread-safe. */
final class Draft {

    private final OptionalLong id;
    private final ObjectNode before;
    private final ObjectNode changes = JsonNodeFactory.instance.objectNode();
    private final Map<String, List<Long>> lists = new LinkedHashMap<>();

    private Draft(OptionalLong id, ObjectNode before) {
        this.id = id;
        this.before = before;
    }

    static Draft ofNew(ObjectNode defaults) {
        return new Draft(OptionalLong.empty(), defaults);
    }

    static Draft of(long id, ObjectNode row) {
        return new Draft(OptionalLong.of(id), row);
    }

    boolean isNew() {
        return id.isEmpty();
    }

    long id() {
        return id.orElseThrow();
    }

    /** The row as it is; for a new one its defaults. */
    ObjectNode before() {
        return before;
    }

    ObjectNode changes() {
        return changes;
    }

    void set(String column, JsonNode value) {
        changes.set(column, value);
    }

    /** What a column will hold. */
    JsonNode after(String column) {
        return changes.has(column) ? changes.path(column) : before.path(column);
    }

    String text(String column) {
        return after(column).asText("");
    }

    OptionalLong reference(String column) {
        JsonNode value = after(column);
        return value.canConvertToLong() && value.isNumber() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
    }

    /** Objects kept in another table, such as the ends of a cable, by id. */
    void setList(String name, List<Long> ids) {
        lists.put(name, List.copyOf(ids));
    }

    Optional<List<Long>> list(String name) {
        return Optional.ofNullable(lists.get(name));
    }
}
