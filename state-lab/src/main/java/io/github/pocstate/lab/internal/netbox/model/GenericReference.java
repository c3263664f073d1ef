package io.github.pocstate.lab.internal.netbox.model;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A reference to an object of one of several kinds: its type and its id in two columns, as Django's generic foreign keys.
 *
 * @param name such as {@code assigned_object}: columns and fields are {@code name_type} and {@code name_id}
 * @param targets the kinds it may point to
 */
record GenericReference(String name, Supplier<List<Resource>> targets) {

    private String typeColumn() {
        return name + "_type_id";
    }

    private String idColumn() {
        return name + "_id";
    }

    Field typeField() {
        return Field.shown(
                        name + "_type",
                        "(SELECT g.app_label || '.' || g.model FROM django_content_type g WHERE g.id = $."
                                + typeColumn() + ")")
                .writtenBy(this::writeType);
    }

    Field idField() {
        return Field.shown(name + "_id", "$." + idColumn()).writtenBy(this::writeId);
    }

    /** The object itself, in brief. */
    Field objectField() {
        return Field.shown(
                name,
                row -> "CASE " + row.alias() + "." + typeColumn()
                        + targets.get().stream()
                                .map(target -> " WHEN " + target.typeId() + " THEN "
                                        + target.brief("$." + idColumn()).of(row))
                                .collect(joining())
                        + " END");
    }

    private void writeType(JsonNode value, Draft draft, Work work, FieldErrors errors) {
        if (value.isNull()) {
            draft.set(typeColumn(), NullNode.getInstance());
            return;
        }
        Optional<Resource> target = targets.get().stream()
                .filter(resource -> resource.type().equals(value.asText()))
                .findFirst();
        if (target.isEmpty()) {
            errors.add(name + "_type", "Invalid content type: " + value.asText());
            return;
        }
        draft.set(typeColumn(), LongNode.valueOf(work.typeId(target.get())));
    }

    private void writeId(JsonNode value, Draft draft, Work work, FieldErrors errors) {
        if (value.isNull()) {
            draft.set(idColumn(), NullNode.getInstance());
        } else if (!value.asText().matches("\\d{1,18}")) {
            errors.add(name + "_id", "A valid biginteger is required.");
        } else {
            draft.set(idColumn(), LongNode.valueOf(value.asLong()));
        }
    }

    /** The object it points to must be there. */
    void check(Draft draft, Work work, FieldErrors errors) {
        boolean typed = draft.reference(typeColumn()).isPresent();
        OptionalLong id = draft.reference(idColumn());
        if (typed != id.isPresent()) {
            errors.add(name + (typed ? "_id" : "_type"), "This field cannot be null.");
        } else if (typed
                && target(draft, work)
                        .flatMap(target -> work.row(target, id.getAsLong()))
                        .isEmpty()) {
            errors.add(name + "_id", "Related object not found using the provided value: " + id.getAsLong() + ".");
        }
    }

    /** As NetBox names a kind in messages: {@code DCIM > Device}. */
    String spokenType(Draft draft, Work work) {
        return target(draft, work).map(Resource::spokenType).orElse("");
    }

    private Optional<Resource> target(Draft draft, Work work) {
        OptionalLong type = draft.reference(typeColumn());
        return targets.get().stream()
                .filter(target -> type.equals(OptionalLong.of(work.typeId(target))))
                .findFirst();
    }
}
