package io.github.pocstate.netbox.model;

import java.util.Optional;

/**
 * The BMC interface of a server.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param id its id
 * @param macAddress its primary MAC address, upper case with colons
 * @since 0.1
 */
public record BmcInterface(long id, Optional<String> macAddress) {}
