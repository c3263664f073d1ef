package io.github.pocstate.netbox.dto;

/**
 * One end of a cable.
 *
 * @param objectType type of the port, such as {@code dcim.interface}
 * @param objectId id of the port
 *
 * @since 0.1
 */
public record Termination(String objectType, long objectId) {}
