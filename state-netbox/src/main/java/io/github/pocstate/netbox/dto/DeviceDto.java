package io.github.pocstate.netbox.dto;

import org.jspecify.annotations.Nullable;

/**
 * A device.
 *
 * @param id its id
 * @param name its name, which NetBox does not demand
 * @param status its status
 * @param site its site
 * @param role its role
 * @param oobIp its out-of-band address
 *
 * @since 0.1
 */
public record DeviceDto(
        long id,
        @Nullable String name,
        @Nullable Choice status,
        @Nullable Ref site,
        @Nullable Ref role,
        @Nullable Ref oobIp) {}
