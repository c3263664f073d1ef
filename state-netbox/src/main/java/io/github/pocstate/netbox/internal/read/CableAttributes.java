package io.github.pocstate.netbox.internal.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Label, color and the like of a cable, as NetBox takes them back when the cable is made anew. */
final class CableAttributes {

    static final String FIELDS = "id,type,status,profile,tenant,label,color,length,length_unit,bundle,description,"
            + "owner,comments,tags,custom_fields";

    private static final Set<String> OBJECTS = Set.of("tenant", "bundle", "owner");

    private CableAttributes() {}

    static long id(Map<String, Object> cable) {
        return cable.get("id") instanceof Number id ? id.longValue() : -1;
    }

    /** Choices by value, objects and tags by id; nothing that is empty, and not our tag, which says how the cable lies. */
    static Map<String, Object> writable(Map<String, Object> cable, OptionalLong ourTag) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        cable.forEach((name, value) -> {
            Object written = written(name, value, ourTag);
            if (!name.equals("id") && !isEmpty(written)) {
                attributes.put(name, written);
            }
        });
        return attributes;
    }

    private static Object written(String name, Object value, OptionalLong ourTag) {
        if (value instanceof Map<?, ?> map && OBJECTS.contains(name)) {
            return orEmpty(map.get("id"));
        }
        if (value instanceof Map<?, ?> map && name.equals("custom_fields")) {
            Map<Object, @Nullable Object> raw = new LinkedHashMap<>();
            map.forEach((field, content) -> raw.put(field, raw(content)));
            return raw;
        }
        if (value instanceof Map<?, ?> choice) {
            return orEmpty(choice.get("value"));
        }
        if (value instanceof List<?> tags && name.equals("tags")) {
            return tags.stream()
                    .map(tag -> tag instanceof Map<?, ?> map ? orEmpty(map.get("id")) : tag)
                    .filter(id -> !(id instanceof Number number && ourTag.equals(OptionalLong.of(number.longValue()))))
                    .toList();
        }
        return orEmpty(value);
    }

    /** Choices are shown as value and label, and taken back as the value alone. */
    private static @Nullable Object raw(@Nullable Object shown) {
        if (shown instanceof Map<?, ?> choice && choice.containsKey("value") && choice.containsKey("label")) {
            return choice.get("value");
        }
        return shown instanceof List<?> many
                ? many.stream().map(CableAttributes::raw).toList()
                : shown;
    }

    private static Object orEmpty(@Nullable Object value) {
        return value == null ? "" : value;
    }

    private static boolean isEmpty(Object value) {
        return List.of("", List.of(), Map.of()).contains(value);
    }
}
