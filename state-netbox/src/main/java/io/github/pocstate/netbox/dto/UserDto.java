package io.github.pocstate.netbox.dto;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The user a token belongs to.
 *
 * @param id the user's id
 * @param username the user's name
 * @param permissions the permissions given to the user, not those of the user's groups
 *
 * @since 0.1
 */
public record UserDto(long id, String username, @Nullable List<PermissionDto> permissions) {

    /**
     * A permission.
     *
     * @param enabled whether it counts
     * @param objectTypes on which kinds of objects, such as {@code dcim.device}
     * @param actions what it allows, such as {@code view}, {@code delete}
     * @param constraints the objects it is limited to, as a filter of Django's; null for all, and where NetBox does not tell
     */
    public record PermissionDto(
            @Nullable Boolean enabled,
            @Nullable List<String> objectTypes,
            @Nullable List<String> actions,
            @Nullable Object constraints) {

        /**
         * Tells whether it allows something.
         *
         * @param action such as {@code delete}
         * @param objectType such as {@code dcim.device}
         * @return true if it is enabled and says so
         */
        public boolean allows(String action, String objectType) {
            return Boolean.TRUE.equals(enabled)
                    && actions != null
                    && actions.contains(action)
                    && objectTypes != null
                    && objectTypes.contains(objectType);
        }

        /**
         * Tells whether it is limited to some objects.
         *
         * @return true if it has constraints
         */
        public boolean isConstrained() {
            return constraints instanceof Map<?, ?> map
                    ? !map.isEmpty()
                    : constraints instanceof List<?> list && !list.isEmpty();
        }
    }
}
