package io.github.pocstate.netbox.dto;

import org.jspecify.annotations.Nullable;

/**
 * An IP address.
 *
 * @param id its id
 * @param address with the mask, such as {@code 10.55.1.7/24}
 * @param vrf its VRF
 * @param assignedObjectType type of what holds it, such as {@code dcim.interface}
 * @param assignedObjectId id of what holds it
 *
 * @since 0.1
 */
public record IpAddressDto(
        long id,
        String address,
        @Nullable Ref vrf,
        @Nullable String assignedObjectType,
        @Nullable Long assignedObjectId) {}
