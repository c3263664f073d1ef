package io.github.pocstate.netbox.dto;

/**
 * A new tag.
 *
 * @param name its name
 * @param slug its slug
 * @param description what it marks
 *
 * @since 0.1
 */
public record TagPost(String name, String slug, String description) {}
