package io.github.pocstate.snapshot.postgres.internal.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Attachments as the comment of a database that is, was or may be live: it must not have our schema inside, and its comment
 * changes in the transaction that renames it.
 */
public final class AttachmentsJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AttachmentsJson() {}

    public static String write(Map<String, byte[]> attachments) {
        ObjectNode root = JSON.createObjectNode().put("pocstate", ManifestJson.FORMAT);
        ObjectNode list = root.putObject("attachments");
        new TreeMap<>(attachments).forEach(list::put);
        return root.toString();
    }

    /** The attachments in a comment; none in one that is not ours. */
    static Map<String, byte[]> read(String comment) {
        Map<String, byte[]> attachments = new TreeMap<>();
        try {
            JsonNode root = JSON.readTree(comment);
            if (root.path("pocstate").asInt() == ManifestJson.FORMAT) {
                for (Map.Entry<String, JsonNode> attachment :
                        root.path("attachments").properties()) {
                    attachments.put(attachment.getKey(), attachment.getValue().binaryValue());
                }
            }
        } catch (JsonProcessingException e) {
            return Map.of();
        } catch (IOException e) {
            throw new IllegalStateException("not base64", e);
        }
        return attachments;
    }
}
