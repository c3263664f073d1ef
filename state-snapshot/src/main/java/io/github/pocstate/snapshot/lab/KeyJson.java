package io.github.pocstate.snapshot.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pocstate.Fault;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.spi.KeptKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Redis keys as an attachment of a snapshot. */
final class KeyJson {

    private static final String ATTACHMENT = "redis-keys.json";
    private static final String NAME = "name";
    private static final String MILLIS_TO_LIVE = "millisToLive";
    private static final String ELEMENTS = "elements";
    private static final String DUMP = "dump";
    /** Escaped, since what stands for a byte that is not UTF-8 is no character that UTF-8 has. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private KeyJson() {}

    static Map<String, byte[]> write(List<KeptKey> keys) {
        ArrayNode all = JSON.createArrayNode();
        for (KeptKey key : keys) {
            ObjectNode node = all.addObject().put(NAME, key.name());
            key.timeToLive().ifPresent(left -> node.put(MILLIS_TO_LIVE, left.toMillis()));
            key.dump().ifPresentOrElse(dump -> node.put(DUMP, dump), () -> {
                ArrayNode elements = node.putArray(ELEMENTS);
                key.elements().forEach(elements::add);
            });
        }
        try {
            return Map.of(ATTACHMENT, JSON.writeValueAsBytes(all));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("keys are plain data", e);
        }
    }

    /** The keys of a snapshot; none of one that was saved without. */
    static List<KeptKey> read(Map<String, byte[]> attachments) {
        byte[] json = attachments.get(ATTACHMENT);
        if (json == null) {
            return List.of();
        }
        try {
            List<KeptKey> keys = new ArrayList<>();
            JSON.readTree(json).forEach(node -> keys.add(key(node)));
            return keys;
        } catch (IOException e) {
            throw new SnapshotException(
                    Fault.LAB,
                    new Problem(
                            "The Redis keys of the snapshot cannot be read.",
                            "attachment " + ATTACHMENT,
                            "delete the snapshot and save another one; nothing was changed"),
                    e);
        }
    }

    private static KeptKey key(JsonNode node) {
        List<String> elements = new ArrayList<>();
        node.path(ELEMENTS).forEach(element -> elements.add(element.asText()));
        return new KeptKey(
                node.path(NAME).asText(),
                Optional.of(node.path(MILLIS_TO_LIVE))
                        .filter(JsonNode::isNumber)
                        .map(left -> Duration.ofMillis(left.asLong())),
                elements,
                Optional.of(node.path(DUMP)).filter(JsonNode::isTextual).map(JsonNode::asText));
    }
}
