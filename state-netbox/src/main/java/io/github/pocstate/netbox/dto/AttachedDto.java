package io.github.pocstate.netbox.dto;

/**
 * Something that belongs to an object and goes with it, such as a bookmark or a subscription.
 *
 * @param id its id
 * @param objectType type of the object, such as {@code dcim.cable}
 * @param objectId id of the object
 *
 * @since 0.1
 */
public record AttachedDto(long id, String objectType, long objectId) {}
