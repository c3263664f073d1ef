package io.github.pocstate.netbox.dto;

/**
 * A MAC address, an object of its own from NetBox 4.2 on.
 *
 * @param macAddress the address, upper case with colons
 *
 * @since 0.1
 */
public record MacAddressDto(String macAddress) {}
