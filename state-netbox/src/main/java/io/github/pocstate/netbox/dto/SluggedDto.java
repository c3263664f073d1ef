package io.github.pocstate.netbox.dto;

/**
 * A site, role or tag.
 *
 * @param id its id
 * @param slug its slug
 *
 * @since 0.1
 */
public record SluggedDto(long id, String slug) {}
