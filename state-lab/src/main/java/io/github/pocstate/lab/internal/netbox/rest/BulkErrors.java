package io.github.pocstate.lab.internal.netbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The failures of one bulk request, object by object, as NetBox 4.7 tells them; not thread-safe. */
final class BulkErrors {

    private final ArrayNode errors = JsonNodeFactory.instance.arrayNode();
    private int status = Answer.BAD_REQUEST;

    /** An object that the client named by its id. */
    void addById(long id, JsonNode fields) {
        errors.addObject().put("id", id).set("errors", fields);
    }

    /** An object that others depend on: the request is in conflict with what NetBox holds. */
    void addProtected(long id, int dependents) {
        status = Answer.CONFLICT;
        addById(id, field("__all__", "Unable to delete: " + dependents + " dependent object(s) prevent deletion."));
    }

    /** An entry of the request, counted from 0. */
    void addByIndex(int index, JsonNode fields) {
        errors.addObject().put("index", index).set("errors", fields);
    }

    static ObjectNode field(String name, String message) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.putArray(name).add(message);
        return fields;
    }

    /**
     * Ends the request when there are errors.
     *
     * @param what follows the two numbers, such as {@code objects could not be updated.}
     */
    void throwIfAny(int total, String what) {
        if (!errors.isEmpty()) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("detail", errors.size() + " of " + total + " " + what);
            body.set("errors", errors);
            throw new AnswerException(Answer.json(status, body));
        }
    }
}
