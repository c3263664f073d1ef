package io.github.pocstate.netbox.model;

import inet.ipaddr.IPAddress;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * An address that a server is to have on its BMC interface.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param host the address and the length of its prefix, such as 10.55.1.7/24
 * @param vrf id of its VRF, empty for the global table
 * @since 0.1
 */
public record HostAddress(IPAddress host, OptionalLong vrf) {

    /**
     * Tells whether an address in NetBox is this one.
     *
     * @param address the address in NetBox
     * @return true for the same host, prefix length and VRF
     */
    public boolean isSameAs(Address address) {
        return address.host().equals(host)
                && Objects.equals(address.host().getNetworkPrefixLength(), host.getNetworkPrefixLength())
                && address.vrf().equals(vrf);
    }

    /**
     * The address without the prefix length.
     *
     * @return such as {@code 10.55.1.7}
     */
    public String plain() {
        return host.withoutPrefixLength().toCanonicalString();
    }

    /** The address with the prefix length, such as {@code 10.55.1.7/24}. */
    @Override
    public String toString() {
        return host.toCanonicalString();
    }
}
