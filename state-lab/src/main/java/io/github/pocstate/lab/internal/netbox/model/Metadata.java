package io.github.pocstate.lab.internal.netbox.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The answer to OPTIONS: which fields there are, what they are, and what may be chosen; help texts are left out. */
public final class Metadata {

    private Metadata() {}

    /**
     * Describes the list of a kind of object.
     *
     * @param mayWrite whether the token may write; for one that may not, NetBox tells no actions
     */
    public static ObjectNode ofList(Resource resource, Selection selection, boolean mayWrite) {
        return described(resource, selection, "List", mayWrite ? List.of("POST", "PUT") : List.of());
    }

    /**
     * Describes a single object of a kind.
     *
     * @param mayWrite whether the token may write
     */
    public static ObjectNode ofInstance(Resource resource, Selection selection, boolean mayWrite) {
        return described(resource, selection, "Instance", mayWrite ? List.of("PUT") : List.of());
    }

    private static ObjectNode described(Resource resource, Selection selection, String what, List<String> methods) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", resource.title() + " " + what);
        body.put("description", "");
        body.putArray("renders").add("application/json").add("text/html");
        body.putArray("parses").add("application/json").add("multipart/form-data");
        if (!methods.isEmpty()) {
            ObjectNode actions = body.putObject("actions");
            methods.forEach(method -> actions.set(method, fields(resource, selection)));
        }
        return body;
    }

    private static ObjectNode fields(Resource resource, Selection selection) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        resource.selected(selection).stream()
                .flatMap(name -> resource.field(name).stream())
                .forEach(field -> describe(field, fields.putObject(field.name())));
        return fields;
    }

    private static void describe(Field field, ObjectNode described) {
        described.put("type", field.kind().type());
        described.put("required", field.required());
        described.put("read_only", field.writing().isEmpty());
        described.put("label", label(field.name()));
        field.kind().limits().forEach(described::put);
        field.choices().ifPresent(choices -> describe(choices, described.putArray("choices")));
    }

    private static String label(String name) {
        String words = name.replace('_', ' ');
        return name.equals("id") ? "ID" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static void describe(Choices choices, ArrayNode list) {
        choices.labels()
                .forEach((value, label) -> list.addObject().put("value", value).put("display_name", label));
    }
}
