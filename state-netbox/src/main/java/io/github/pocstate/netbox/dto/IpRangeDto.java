package io.github.pocstate.netbox.dto;

import org.jspecify.annotations.Nullable;

/**
 * A range of IP addresses.
 *
 * @param id its id
 * @param startAddress its first address, with the mask
 * @param endAddress its last address, with the mask
 * @param vrf its VRF
 * @param markPopulated whether NetBox refuses addresses inside it (from NetBox 4.3 on)
 *
 * @since 0.1
 */
public record IpRangeDto(
        long id,
        String startAddress,
        String endAddress,
        @Nullable Ref vrf,
        @Nullable Boolean markPopulated) {}
