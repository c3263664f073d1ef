package io.github.pocstate.lab.internal.netbox.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** JSON as people read it: on one line what fits there, else one member per line. */
final class ReadableJson {

    private static final int WIDTH = 120;
    private static final String STEP = "  ";

    private ReadableJson() {}

    static String print(JsonNode node) {
        return print(node, "", 0);
    }

    /** Prints a node at this indentation, after so many characters on its first line. */
    private static String print(JsonNode node, String indent, int before) {
        String line = line(node);
        boolean isLeaf = !node.isContainerNode() || node.isEmpty();
        if (isLeaf || indent.length() + before + line.length() <= WIDTH) {
            return line;
        }
        String inner = indent + STEP;
        List<String> members = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(element -> members.add(inner + print(element, inner, 1)));
        } else {
            node.properties().forEach(member -> {
                String key = key(member.getKey());
                members.add(inner + key + print(member.getValue(), inner, key.length() + 1));
            });
        }
        String lines = String.join(",\n", members);
        return node.isArray() ? "[\n" + lines + "\n" + indent + "]" : "{\n" + lines + "\n" + indent + "}";
    }

    private static String line(JsonNode node) {
        if (node.isArray()) {
            return node.valueStream().map(ReadableJson::line).collect(Collectors.joining(", ", "[", "]"));
        }
        if (node.isObject()) {
            return node.properties().stream()
                    .map(member -> key(member.getKey()) + line(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return node.toString();
    }

    private static String key(String name) {
        return "\"" + name + "\": ";
    }
}
