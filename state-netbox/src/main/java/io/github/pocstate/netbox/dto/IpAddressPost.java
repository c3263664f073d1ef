package io.github.pocstate.netbox.dto;

import org.jspecify.annotations.Nullable;

/**
 * A new IP address on an interface.
 *
 * @param address with the mask
 * @param vrf id of its VRF
 * @param status such as {@code active}
 * @param assignedObjectType {@code dcim.interface}
 * @param assignedObjectId id of the interface
 *
 * @since 0.1
 */
public record IpAddressPost(
        String address, @Nullable Long vrf, String status, String assignedObjectType, long assignedObjectId) {}
