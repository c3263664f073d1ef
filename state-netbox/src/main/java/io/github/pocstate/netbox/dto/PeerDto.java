package io.github.pocstate.netbox.dto;

import org.jspecify.annotations.Nullable;

/**
 * The object at the far end of a cable, in brief.
 *
 * @param id its id
 * @param name its name
 * @param display how NetBox shows it
 * @param device the device it belongs to
 *
 * @since 0.1
 */
public record PeerDto(
        long id,
        @Nullable String name,
        @Nullable String display,
        @Nullable Ref device) {}
