package io.github.pocstate.netbox.dto;

/**
 * A value out of a list of choices.
 *
 * @param value the value, such as {@code planned}
 *
 * @since 0.1
 */
public record Choice(String value) {}
