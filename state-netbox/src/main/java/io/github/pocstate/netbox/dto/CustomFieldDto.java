package io.github.pocstate.netbox.dto;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a custom field.
 *
 * @param id its id
 * @param name its name
 * @param type its type, such as {@code text} or {@code multiobject}
 * @param defaultValue what NetBox fills in where a request does not name the field
 * @param objectTypes the types of objects that have it (NetBox 4.0 and later)
 * @param contentTypes the same before NetBox 4.0
 * @param relatedObjectType type of the objects that it refers to (NetBox 4.0 and later)
 * @param objectType the same before NetBox 4.0
 *
 * @since 0.1
 */
public record CustomFieldDto(
        long id,
        String name,
        Choice type,
        @JsonProperty("default") @Nullable Object defaultValue,
        @Nullable List<String> objectTypes,
        @Nullable List<String> contentTypes,
        @Nullable String relatedObjectType,
        @Nullable String objectType) {

    /**
     * Tells whether objects of a type have this field.
     *
     * @param type the type, such as {@code dcim.cable}
     * @return true if they have
     */
    public boolean isOf(String type) {
        return Stream.of(objectTypes, contentTypes).anyMatch(types -> types != null && types.contains(type));
    }

    /**
     * Tells whether this field may refer to objects of a type.
     *
     * @param type the type, such as {@code dcim.cable}
     * @return true if it may
     */
    public boolean refersTo(String type) {
        return type.equals(relatedObjectType) || type.equals(objectType);
    }
}
