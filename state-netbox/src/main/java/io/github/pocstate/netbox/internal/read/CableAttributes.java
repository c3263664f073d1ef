package io.github.pocstate.netbox.internal.read;

import io.github.pocstate.netbox.dto.CustomFieldDto;
import io.github.pocstate.netbox.dto.ObjectTypes;
import io.github.pocstate.netbox.model.Obstacle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns a cable as NetBox shows it into the attributes of a request that creates its like; immutable.
 *
 * <p>NetBox shows choices with their label and objects whole, and takes them by value and by id. Of a custom field only its
 * definition tells which of these its value is.
 */
final class CableAttributes {

    private static final Set<String> NAMES = Set.of(
            "type",
            "status",
            "profile",
            "tenant",
            "label",
            "color",
            "length",
            "length_unit",
            "bundle",
            "description",
            "owner",
            "comments",
            "tags",
            "custom_fields");
    private static final Set<String> OBJECTS = Set.of("tenant", "bundle", "owner");

    static final String FIELDS = "id,a_terminations,b_terminations,"
            + String.join(",", NAMES.stream().sorted().toList());

    private final OptionalLong ourTag;
    private final Map<String, CustomFieldDto> definitions;

    /**
     * @param ourTag the tag that says how a cable lies, which is not carried over
     * @param customFields all custom fields of NetBox
     */
    CableAttributes(OptionalLong ourTag, List<CustomFieldDto> customFields) {
        this.ourTag = ourTag;
        this.definitions = customFields.stream()
                .filter(field -> field.isOf(ObjectTypes.CABLE))
                .collect(Collectors.toUnmodifiableMap(CustomFieldDto::name, field -> field, (one, same) -> one));
    }

    static long id(Map<String, Object> cable) {
        return cable.get("id") instanceof Number id ? id.longValue() : -1;
    }

    CableDetails of(Map<String, Object> cable) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        cable.forEach((name, value) -> {
            if (NAMES.contains(name) && value != null) {
                Object written = written(name, value);
                if (!isEmpty(written)) {
                    attributes.put(name, written);
                }
            }
        });
        return new CableDetails(attributes, loss(cable.get("custom_fields")));
    }

    private Object written(String name, Object value) {
        if (name.equals("custom_fields") && value instanceof Map<?, ?> fields) {
            return customFields(fields);
        }
        if (name.equals("tags") && value instanceof List<?> tags) {
            return tags.stream()
                    .map(CableAttributes::id)
                    .filter(this::isForeign)
                    .toList();
        }
        if (OBJECTS.contains(name)) {
            return id(value);
        }
        return value instanceof Map<?, ?> choice ? orEmpty(choice.get("value")) : value;
    }

    private boolean isForeign(Object tag) {
        return !(tag instanceof Number id && ourTag.equals(OptionalLong.of(id.longValue())));
    }

    /** A null is written where NetBox would fill in a default instead. */
    private Map<String, Object> customFields(Map<?, ?> shown) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        shown.forEach((key, value) -> {
            String name = String.valueOf(key);
            CustomFieldDto definition = definitions.get(name);
            if (value != null || (definition != null && definition.defaultValue() != null)) {
                written.put(name, value == null || definition == null ? value : written(definition, value));
            }
        });
        return written;
    }

    private static Object written(CustomFieldDto definition, Object value) {
        return switch (definition.type().value()) {
            case "object" -> id(value);
            case "multiobject" -> each(value, CableAttributes::id);
            case "select" -> choice(value);
            case "multiselect" -> each(value, CableAttributes::choice);
            default -> value;
        };
    }

    private static Object each(Object values, UnaryOperator<Object> written) {
        return values instanceof List<?> many
                ? many.stream().map(Objects::requireNonNull).map(written).toList()
                : values;
    }

    private static Object id(Object shown) {
        return shown instanceof Map<?, ?> object ? orEmpty(object.get("id")) : shown;
    }

    /** NetBox 4.7 shows the label beside the value. */
    private static Object choice(Object shown) {
        return shown instanceof Map<?, ?> choice ? orEmpty(choice.get("value")) : shown;
    }

    private Optional<Obstacle> loss(@Nullable Object customFields) {
        return customFields instanceof Map<?, ?> shown
                ? shown.entrySet().stream()
                        .filter(field -> field.getValue() instanceof Map || field.getValue() instanceof List)
                        .map(field -> String.valueOf(field.getKey()))
                        .filter(name -> !definitions.containsKey(name))
                        .findFirst()
                        .map(name -> new Obstacle(
                                "has a production cable whose custom field " + name
                                        + " the token cannot read the definition of",
                                "let the token's user view all custom fields (extras.view_customfield)"))
                : Optional.empty();
    }

    private static Object orEmpty(@Nullable Object value) {
        return value == null ? "" : value;
    }

    private static boolean isEmpty(Object value) {
        return List.of("", List.of(), Map.of()).contains(value);
    }
}
