package io.github.pocstate.lab.internal.netbox.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is wrong with one object that was sent, field by field; not thread-safe. */
public final class FieldErrors {

    /** The name under which NetBox tells what concerns no single field. */
    private static final String WHOLE_OBJECT = "__all__";

    private final ObjectNode messages = JsonNodeFactory.instance.objectNode();

    void add(String field, String message) {
        if (!(messages.get(field) instanceof ArrayNode)) {
            messages.putArray(field);
        }
        messages.withArray(field).add(message);
    }

    /** What is wrong within the entries of a list, each by its place. */
    void addWithin(String field, ObjectNode byPlace) {
        if (!byPlace.isEmpty()) {
            messages.set(field, byPlace);
        }
    }

    void addAll(FieldErrors more) {
        messages.setAll(more.messages);
    }

    void addToObject(String message) {
        add(WHOLE_OBJECT, message);
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    void throwIfAny() {
        if (!isEmpty()) {
            throw new InvalidException(this);
        }
    }

    /** As NetBox answers it: {@code {"status": ["bogus is not a valid choice."]}}. */
    public JsonNode toJson() {
        return messages.deepCopy();
    }
}
