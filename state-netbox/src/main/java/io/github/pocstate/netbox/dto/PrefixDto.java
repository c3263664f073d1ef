package io.github.pocstate.netbox.dto;

import org.jspecify.annotations.Nullable;

/**
 * A prefix.
 *
 * @param id its id
 * @param prefix such as {@code 10.55.1.0/24}
 * @param vrf its VRF
 * @param role its role
 * @param site its site (up to NetBox 4.1)
 * @param scopeType type of its scope, such as {@code dcim.site} (from NetBox 4.2 on)
 * @param scopeId id of its scope
 * @param status its status, such as {@code active} or {@code container}
 *
 * @since 0.1
 */
public record PrefixDto(
        long id,
        String prefix,
        @Nullable Ref vrf,
        @Nullable Ref role,
        @Nullable Ref site,
        @Nullable String scopeType,
        @Nullable Long scopeId,
        @Nullable Choice status) {}
