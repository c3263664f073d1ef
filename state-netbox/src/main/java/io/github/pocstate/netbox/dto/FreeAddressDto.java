package io.github.pocstate.netbox.dto;

/**
 * An address of a prefix that nothing holds.
 *
 * @param address with the mask, such as {@code 10.55.1.7/24}
 *
 * @since 0.1
 */
public record FreeAddressDto(String address) {}
