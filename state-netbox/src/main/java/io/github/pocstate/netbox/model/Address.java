package io.github.pocstate.netbox.model;

import inet.ipaddr.IPAddress;
import java.util.OptionalLong;

/**
 * An IP address on the BMC or management interface of a server.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param id its id
 * @param interfaceId id of the interface
 * @param host the address and the length of its prefix, such as 10.55.1.7/24
 * @param vrf id of its VRF, empty for the global table
 * @since 0.1
 */
public record Address(long id, long interfaceId, IPAddress host, OptionalLong vrf) {}
