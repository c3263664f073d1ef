package io.github.pocstate.lab.internal.netbox.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pocstate.lab.internal.netbox.model.PythonType;

/** The JSON that a client sent. */
final class Body {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Body() {}

    static JsonNode of(Request request) {
        if (request.body().isBlank()) {
            return MissingNode.getInstance();
        }
        String type = request.contentType().orElse("application/json");
        if (!type.startsWith("application/json")) {
            throw new AnswerException(
                    Answer.detail(Answer.UNSUPPORTED_TYPE, "Unsupported media type \"" + type + "\" in request."));
        }
        try {
            return JSON.readTree(request.body());
        } catch (JsonProcessingException e) {
            throw new AnswerException(
                    Answer.detail(Answer.BAD_REQUEST, "JSON parse error - " + e.getOriginalMessage()));
        }
    }

    /** Changing and deleting on a list takes a list. */
    static ArrayNode list(Request request) {
        JsonNode body = of(request);
        if (body instanceof ArrayNode list) {
            return list;
        }
        boolean nothing = body.isMissingNode() || body.isNull() || (body.isObject() && body.isEmpty());
        throw new AnswerException(Answer.detail(
                Answer.BAD_REQUEST,
                nothing
                        ? "Expected a list of objects, but no data was submitted."
                        : "Expected a list of objects, but got " + PythonType.of(body) + "."));
    }

    static ObjectNode object(Request request) {
        JsonNode body = of(request);
        if (body.isMissingNode()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw new AnswerException(Answer.json(
                Answer.BAD_REQUEST,
                body.isNull() ? BulkErrors.field("__all__", "No data provided") : notAnObject(body)));
    }

    /** What NetBox says of an entry that is no object. */
    static ObjectNode notAnObject(JsonNode entry) {
        ObjectNode errors = JsonNodeFactory.instance.objectNode();
        errors.putArray("__all__").add("Invalid data. Expected a dictionary, but got " + PythonType.of(entry) + ".");
        return errors;
    }
}
