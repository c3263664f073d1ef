package io.github.pocstate.lab.internal.netbox.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The tags of objects: set as a whole by {@code tags}, or changed by {@code add_tags} and {@code remove_tags}. */
final class Tagging {

    private static final String TAGS = "tags";
    private static final String ADD = "add_tags";
    private static final String REMOVE = "remove_tags";

    private Tagging() {}

    /** A tag that goes is taken off everything that carries it. */
    static final class Rule implements Rules {

        @Override
        public void deleting(long id, Work work) {
            work.handle().execute("DELETE FROM extras_taggeditem WHERE tag_id = ?", id);
        }
    }

    static void write(JsonNode value, Draft draft, Work work, FieldErrors errors) {
        take(TAGS, value, draft, work, errors);
    }

    /** NetBox takes these two whether or not the client named them among the fields. */
    static void writeDifference(ObjectNode sent, Draft draft, Work work, FieldErrors errors) {
        for (String name : List.of(ADD, REMOVE)) {
            JsonNode value = sent.get(name);
            if (value != null) {
                take(name, value, draft, work, errors);
            }
        }
        if (draft.list(TAGS).filter(tags -> !tags.isEmpty()).isPresent()
                && (draft.list(ADD).isPresent() || draft.list(REMOVE).isPresent())) {
            errors.add(TAGS, "Cannot specify \"tags\" together with \"add_tags\" or \"remove_tags\".");
        }
        String both = draft.list(ADD).orElse(List.of()).stream()
                .filter(draft.list(REMOVE).orElse(List.of())::contains)
                .map(tag -> work.existingRow(Resources.TAGS, tag).path("name").asText())
                .collect(Collectors.joining(", "));
        if (!both.isEmpty()) {
            errors.add(REMOVE, "Tags may not be present in both \"add_tags\" and \"remove_tags\": " + both);
        }
        if (draft.isNew() && draft.list(REMOVE).filter(tags -> !tags.isEmpty()).isPresent()) {
            errors.add(REMOVE, "Cannot use \"remove_tags\" when creating a new object.");
        }
    }

    private static void take(String name, JsonNode value, Draft draft, Work work, FieldErrors errors) {
        if (!value.isArray()) {
            errors.add(name, "Expected a list of items but got type \"" + PythonType.of(value) + "\".");
            return;
        }
        Set<Long> ids = new LinkedHashSet<>();
        value.forEach(tag -> work.find(Resources.TAGS, tag, name, errors).ifPresent(ids::add));
        draft.setList(name, List.copyOf(ids));
    }

    static void save(Resource resource, long id, Draft draft, Work work) {
        if (draft.list(TAGS).isEmpty()
                && draft.list(ADD).isEmpty()
                && draft.list(REMOVE).isEmpty()) {
            return;
        }
        Set<Long> before = new TreeSet<>(of(resource, id, work));
        Set<Long> after = new TreeSet<>(draft.list(TAGS).orElse(List.copyOf(before)));
        after.addAll(draft.list(ADD).orElse(List.of()));
        draft.list(REMOVE).ifPresent(after::removeAll);
        before.stream()
                .filter(tag -> !after.contains(tag))
                .forEach(tag -> work.handle()
                        .execute(
                                "DELETE FROM extras_taggeditem WHERE object_id = ? AND content_type_id = "
                                        + resource.typeId() + " AND tag_id = ?",
                                id,
                                tag));
        after.stream()
                .filter(tag -> !before.contains(tag))
                .forEach(tag -> work.handle()
                        .execute(
                                "INSERT INTO extras_taggeditem (object_id, content_type_id, tag_id) VALUES (?, "
                                        + resource.typeId() + ", ?)",
                                id,
                                tag));
    }

    private static List<Long> of(Resource resource, long id, Work work) {
        return work.handle()
                .createQuery("SELECT tag_id FROM extras_taggeditem WHERE object_id = :id AND content_type_id = "
                        + resource.typeId())
                .bind("id", id)
                .mapTo(Long.class)
                .list();
    }

    static void forget(Resource resource, long id, Work work) {
        work.handle()
                .execute(
                        "DELETE FROM extras_taggeditem WHERE object_id = ? AND content_type_id = " + resource.typeId(),
                        id);
    }
}
