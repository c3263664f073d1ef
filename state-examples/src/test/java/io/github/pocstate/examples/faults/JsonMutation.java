package io.github.pocstate.examples.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Damages one place of a JSON text: a field goes, or holds something that nobody expects there. Not thread-safe. */
public final class JsonMutation {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEP = 900;

    private final Random random;
    private String described = "";

    /** Makes mutations that this random decides on. */
    public JsonMutation(Random random) {
        this.random = random;
    }

    /** What was done the last time. */
    public String described() {
        return described;
    }

    /** The text with one damage. */
    public String of(String text) {
        try {
            return random.nextInt(10) == 0 ? whole(text) : inside(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("NetBox answered no JSON", e);
        }
    }

    /** The whole answer is something else. */
    private String whole(String text) {
        List<String> others = List.of(
                "",
                "null",
                "[]",
                "{}",
                "42",
                "\"text\"",
                "<html>Please log in</html>",
                text.substring(0, text.length() / 2),
                text + text,
                "[".repeat(100_000),
                "{\"count\":2000000000,\"next\":\"x\",\"results\":[{\"id\":1}]}",
                "{\"count\":-1,\"next\":null,\"results\":[]}");
        int which = random.nextInt(others.size());
        described = "the whole answer, other " + which;
        return others.get(which);
    }

    private String inside(JsonNode root) {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        if (containers.isEmpty()) {
            return "null";
        }
        JsonNode chosen = containers.get(random.nextInt(containers.size()));
        if (chosen instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(4) == 0) {
                described = name + " removed";
                object.remove(name);
            } else {
                JsonNode other = other();
                described = name + " is " + shown(other);
                object.set(name, other);
            }
        } else {
            mutate((ArrayNode) chosen);
        }
        return root.toString();
    }

    private void mutate(ArrayNode array) {
        int place = random.nextInt(array.size());
        switch (random.nextInt(3)) {
            case 0 -> {
                described = "an element removed";
                array.remove(place);
            }
            case 1 -> {
                described = "an element twice";
                array.add(array.get(place).deepCopy());
            }
            default -> {
                JsonNode other = other();
                described = "an element is " + shown(other);
                array.set(place, other);
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode() && !node.isEmpty()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private JsonNode other() {
        List<JsonNode> others = List.of(
                NODES.nullNode(),
                NODES.numberNode(-1),
                NODES.numberNode(0),
                NODES.numberNode(Long.MAX_VALUE),
                NODES.numberNode(new java.math.BigInteger("9".repeat(400))),
                NODES.numberNode(1.5),
                NODES.booleanNode(true),
                NODES.textNode(""),
                NODES.textNode("text"),
                NODES.textNode("999.1.1.1/99"),
                NODES.textNode("10.0.0.1"),
                NODES.textNode("\" ' \\ / \n \u0000 ☃ \uD800 ${x} %s {}"),
                NODES.textNode("x".repeat(100_000)),
                NODES.arrayNode(),
                NODES.arrayNode().addNull().add(1),
                NODES.objectNode(),
                NODES.objectNode().put("id", "one"),
                deep());
        return others.get(random.nextInt(others.size()));
    }

    private static JsonNode deep() {
        ArrayNode deep = NODES.arrayNode();
        for (int i = 0; i < DEEP; i++) {
            deep = NODES.arrayNode().add(deep);
        }
        return deep;
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
