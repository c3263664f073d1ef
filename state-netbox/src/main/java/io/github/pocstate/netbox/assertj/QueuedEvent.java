package io.github.pocstate.netbox.assertj;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.Set;

/**
 * An element of a queue, as far as it can be read.
 *
 * @param fields its JSON, a missing node when it is none
 * @param server the server that one of its fields names
 */
record QueuedEvent(JsonNode fields, Optional<String> server) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static QueuedEvent read(String element, Set<String> servers) {
        JsonNode fields = parse(element);
        for (JsonNode value : fields) {
            if (value.isTextual() && servers.contains(value.textValue())) {
                return new QueuedEvent(fields, Optional.of(value.textValue()));
            }
        }
        return new QueuedEvent(fields, Optional.empty());
    }

    private static JsonNode parse(String element) {
        try {
            return JSON.readTree(element);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    boolean has(String field, String value) {
        return fields.path(field).isValueNode() && fields.path(field).asText().equals(value);
    }
}
