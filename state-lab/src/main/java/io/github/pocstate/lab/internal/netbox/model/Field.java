package io.github.pocstate.lab.internal.netbox.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * One property of an object: how it is shown, and how it is written where clients may write it.
 *
 * @param name as in JSON
 * @param shown SQL for its value
 * @param writing how it is written; empty for what clients may only read
 * @param choices what it may be, for the answer to OPTIONS
 * @param required must be sent with a new object
 * @param kind what the answer to OPTIONS calls it
 * @param within SQL for its value where the object is shown within another; empty where NetBox leaves it out there
 */
record Field(
        String name,
        Expression shown,
        Optional<Writing> writing,
        Optional<Choices> choices,
        boolean required,
        FieldKind kind,
        Optional<Expression> within) {

    /** Shown, never written. */
    static Field shown(String name, Expression shown) {
        return new Field(name, shown, Optional.empty(), Optional.empty(), false, FieldKind.FIELD, Optional.of(shown));
    }

    static Field shown(String name, String sql) {
        return shown(name, Expression.sql(sql));
    }

    /** Another object of a kind that the lab has none of, so that it is always null. */
    static Field nothing(String name) {
        return shown(name, "NULL::json").writtenBy((value, draft, work, errors) -> {
            if (!value.isNull()) {
                errors.add(name, "Related object not found using the provided numeric ID: " + value.asText());
            }
        });
    }

    static Field emptyList(String name) {
        return shown(name, "'[]'::json");
    }

    /** How many objects refer to it; left out where it is shown within another. */
    static Field count(String name, String table, String condition) {
        return shown(name, "(SELECT count(*) FROM " + table + " c WHERE " + condition + ")")
                .shownWithin(Optional.empty());
    }

    /** Text that may be empty. */
    static Field text(String name, int longest) {
        return text(name, longest, true, Optional.empty());
    }

    /** Text that may not be empty. */
    static Field filledText(String name, int longest) {
        return text(name, longest, false, Optional.empty()).asRequired();
    }

    static Field slug(String name) {
        return text(name, 100, false, Optional.of(Pattern.compile("[-a-zA-Z0-9_]+")))
                .of(FieldKind.slug(100))
                .asRequired();
    }

    private static Field text(String name, int longest, boolean mayBeBlank, Optional<Pattern> pattern) {
        return shown(name, "$." + name).of(FieldKind.string(longest)).writtenBy((value, draft, work, errors) -> {
            if (value.isNull()) {
                errors.add(name, "This field may not be null.");
            } else if (!value.isValueNode() || value.isBoolean()) {
                errors.add(name, "Not a valid string.");
            } else if (!mayBeBlank && value.asText().isBlank()) {
                errors.add(name, "This field may not be blank.");
            } else if (value.asText().strip().length() > longest) {
                errors.add(name, "Ensure this field has no more than " + longest + " characters.");
            } else if (pattern.filter(
                            allowed -> !allowed.matcher(value.asText().strip()).matches())
                    .isPresent()) {
                String letters = " consisting of Unicode letters, numbers, underscores, or hyphens.";
                errors.add(name, "Enter a valid “slug”" + letters); // NetBox says it twice, with both kinds of quotes
                errors.add(name, "Enter a valid \"slug\"" + letters);
            } else {
                draft.set(name, TextNode.valueOf(value.asText().strip()));
            }
        });
    }

    static Field flag(String name) {
        return shown(name, "$." + name).of(FieldKind.BOOLEAN).writtenBy((value, draft, work, errors) -> {
            if (value.isBoolean()) {
                draft.set(name, BooleanNode.valueOf(value.asBoolean()));
            } else {
                errors.add(name, value.isNull() ? "This field may not be null." : "Must be a valid boolean.");
            }
        });
    }

    static Field number(String name) {
        return shown(name, "$." + name).of(FieldKind.INTEGER).writtenBy((value, draft, work, errors) -> {
            if (value.isNull()) {
                draft.set(name, NullNode.getInstance());
            } else if (value.canConvertToLong() && value.isIntegralNumber()) {
                draft.set(name, LongNode.valueOf(value.asLong()));
            } else {
                errors.add(name, "A valid integer is required.");
            }
        });
    }

    /** Shown as value and label, written as the value. */
    static Field choice(String name, Choices choices) {
        return shown(name, choices.shownAs("$." + name)).with(choices).writtenBy((value, draft, work, errors) -> {
            if (value.isContainerNode()) {
                errors.add(name, "Value must be passed directly (e.g. \"foo\": 123); do not use a dictionary or list.");
            } else if (value.isNull() || value.asText().isEmpty()) {
                errors.add(name, "This field may not be blank.");
            } else if (!choices.has(value.asText())) {
                errors.add(name, value.asText() + " is not a valid choice.");
            } else {
                draft.set(name, TextNode.valueOf(value.asText()));
            }
        });
    }

    /** A choice that may be left empty. */
    static Field optionalChoice(String name, Choices choices) {
        Field strict = choice(name, choices);
        Writing writing = strict.writing().orElseThrow();
        return strict.writtenBy((value, draft, work, errors) -> {
            if (value.isNull() || value.asText("x").isEmpty()) {
                draft.set(name, NullNode.getInstance());
            } else {
                writing.write(value, draft, work, errors);
            }
        });
    }

    /** Another object, shown in brief and written by its id or by what tells it apart. */
    static Field reference(String name, Supplier<Resource> target) {
        String column = name + "_id";
        return shown(name, row -> target.get().brief("$." + column).of(row)).writtenBy((value, draft, work, errors) -> {
            OptionalLong id = work.find(target.get(), value, name, errors);
            if (id.isPresent()) {
                draft.set(column, LongNode.valueOf(id.getAsLong()));
            }
        });
    }

    /** Another object, or none. */
    static Field optionalReference(String name, Supplier<Resource> target) {
        Field strict = reference(name, target);
        Writing writing = strict.writing().orElseThrow();
        return strict.writtenBy((value, draft, work, errors) -> {
            if (value.isNull()) {
                draft.set(name + "_id", NullNode.getInstance());
            } else {
                writing.write(value, draft, work, errors);
            }
        });
    }

    Field writtenBy(Writing way) {
        return new Field(name, shown, Optional.of(way), choices, required, kind, within);
    }

    Field asRequired() {
        return new Field(name, shown, writing, choices, true, kind, within);
    }

    Field shownWithin(Optional<Expression> expression) {
        return new Field(name, shown, writing, choices, required, kind, expression);
    }

    private Field with(Choices values) {
        return new Field(name, shown, writing, Optional.of(values), required, kind, within);
    }

    Field of(FieldKind other) {
        return new Field(name, shown, writing, choices, required, other, within);
    }

    void write(JsonNode value, Draft draft, Work work, FieldErrors errors) {
        writing.ifPresent(way -> way.write(value, draft, work, errors));
    }
}
