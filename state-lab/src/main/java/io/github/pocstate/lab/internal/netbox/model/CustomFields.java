package io.github.pocstate.lab.internal.netbox.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Custom fields: the lab defines none, so a client cannot set one. Where somebody adds some, new objects get their defaults,
 * and required ones are demanded of every object that is written ({@code netbox/models/features.py}).
 */
final class CustomFields {

    private static final String FIELD = "custom_fields";
    private static final String COLUMN = "custom_field_data";

    private CustomFields() {}

    static void write(JsonNode value, Draft draft, Work work, FieldErrors errors) {
        if (!value.isObject()) {
            errors.add(FIELD, "Invalid data. Expected a dictionary, but got " + PythonType.of(value) + ".");
        } else {
            value.fieldNames()
                    .forEachRemaining(
                            name -> errors.add(FIELD, "Unknown field name '" + name + "' in custom field data."));
        }
    }

    /** A client that does not name them in {@code fields} gets no defaults before the check, but when the object is saved. */
    static void check(Resource resource, Draft draft, Selection selection, Work work, FieldErrors errors) {
        if (resource.field(FIELD).isEmpty()) {
            return;
        }
        List<ObjectNode> fields = of(resource, work);
        ObjectNode values = draft.after(COLUMN) instanceof ObjectNode known
                ? known.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        if (draft.isNew() && selection.writes(FIELD)) {
            addDefaults(fields, values);
        }
        fields.stream()
                .filter(field -> field.path("required").asBoolean() && !values.has(name(field)))
                .findFirst()
                .ifPresent(field -> errors.addToObject("Missing required custom field '" + name(field) + "'."));
        addDefaults(fields, values);
        if (!values.equals(draft.after(COLUMN)) && !fields.isEmpty()) {
            draft.set(COLUMN, values);
        }
    }

    private static void addDefaults(List<ObjectNode> fields, ObjectNode values) {
        fields.stream()
                .filter(field -> !field.path("default").isNull() && !values.has(name(field)))
                .forEach(field -> values.set(name(field), field.path("default")));
    }

    private static String name(ObjectNode field) {
        return field.path("name").asText();
    }

    private static List<ObjectNode> of(Resource resource, Work work) {
        return work.handle()
                .createQuery("SELECT to_jsonb(f)::text FROM extras_customfield f"
                        + " JOIN extras_customfield_object_types t ON t.customfield_id = f.id"
                        + " WHERE t.contenttype_id = " + resource.typeId() + " ORDER BY f.weight, f.name")
                .mapTo(String.class)
                .map(Work::object)
                .list();
    }
}
