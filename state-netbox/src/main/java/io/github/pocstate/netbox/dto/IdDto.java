package io.github.pocstate.netbox.dto;

/**
 * An object of which only the id matters.
 *
 * @param id its id
 *
 * @since 0.1
 */
public record IdDto(long id) {}
