package io.github.pocstate.examples.lab.netbox.model;

import com.fasterxml.jackson.databind.JsonNode;

/** Custom fields: the lab defines none, so a client cannot set one. */
final class CustomFields {

    private static final String FIELD = "custom_fields";

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
}
