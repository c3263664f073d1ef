package io.github.pocstate.netbox.dto;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tag and what it may be put on.
 *
 * @param id its id
 * @param objectTypes the types of objects that may carry it, such as {@code dcim.cable}; all may if it is empty
 *
 * @since 0.1
 */
public record TagDto(long id, @Nullable List<String> objectTypes) {

    /**
     * Tells whether objects of a type may carry this tag.
     *
     * @param type the type, such as {@code dcim.cable}
     * @return true if they may
     */
    public boolean isFor(String type) {
        return objectTypes == null || objectTypes.isEmpty() || objectTypes.contains(type);
    }
}
