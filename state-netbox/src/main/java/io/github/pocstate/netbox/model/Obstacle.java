package io.github.pocstate.netbox.model;

/**
 * Why production cables are not written, and what to do about it.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param reason what is the matter with the server, such as {@code has fewer than two production NICs}; equal for equal reasons
 * @param remedy what to do in NetBox
 * @since 0.1
 */
public record Obstacle(String reason, String remedy) {}
