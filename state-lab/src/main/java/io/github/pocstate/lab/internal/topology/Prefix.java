package io.github.pocstate.lab.internal.topology;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A prefix: the container of all BMC networks, or the BMC network of one site.
 *
 * @param id its id, counted from 1, the container first
 * @param block the addresses
 * @param site whose BMC network it is, empty for the container
 */
public record Prefix(int id, IPAddress block, Optional<Site> site) {

    private static final IPAddress FIRST = new IPAddressString("10.55.0.0").getAddress();
    private static final int BITS = 32;
    private static final int SMALLEST_NETWORK = 8; // bits: a /24
    private static final int SMALLEST_CONTAINER = 16; // bits: a /16

    /**
     * A container around {@code 10.55.0.0} and in it, from the second place on, one network per site, all of one size:
     * a /24, or as large as it takes to give every server of the fullest site an address.
     */
    static List<Prefix> forBmcsOf(List<Site> sites, int serversOfFullestSite) {
        int networkBits =
                Math.max(SMALLEST_NETWORK, bitsFor(serversOfFullestSite + 2)); // network and broadcast address
        int containerBits = Math.max(SMALLEST_CONTAINER, networkBits + bitsFor(sites.size() + 1));
        IPAddress container = block(FIRST, containerBits);
        List<Prefix> prefixes = new ArrayList<>();
        prefixes.add(new Prefix(1, container, Optional.empty()));
        for (Site site : sites) {
            IPAddress lowest = container.getLower().withoutPrefixLength().increment((long) site.id() << networkBits);
            prefixes.add(new Prefix(prefixes.size() + 1, block(lowest, networkBits), Optional.of(site)));
        }
        return List.copyOf(prefixes);
    }

    private static IPAddress block(IPAddress address, int bits) {
        return address.toPrefixBlock(BITS - bits);
    }

    private static int bitsFor(int values) {
        return BITS - Integer.numberOfLeadingZeros(values - 1);
    }
}
