package io.github.pocstate.netbox.internal.read;

import inet.ipaddr.IPAddress;
import io.github.pocstate.config.LabSettings;
import io.github.pocstate.netbox.dto.PrefixDto;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A prefix with the role of BMC prefixes; immutable and thread-safe.
 *
 * <p>An address belongs to the smallest BMC prefix that it lies in, in whatever VRF. That prefix decides on the length of its
 * mask, its site, and whether it is handed out at all.
 *
 * @param id its id
 * @param network the prefix, such as 10.55.1.0/24
 * @param site id of the site it is scoped to
 * @param vrf id of its VRF, empty for the global table
 * @param inUse whether addresses are handed out of it, which its status tells
 */
public record BmcPrefix(long id, IPAddress network, OptionalLong site, OptionalLong vrf, boolean inUse) {

    private static final Set<String> NOT_IN_USE = Set.of("container", "reserved", "deprecated");
    private static final String SITE = "dcim.site";

    static List<BmcPrefix> of(List<PrefixDto> prefixes, LabSettings lab) {
        return prefixes.stream()
                .sorted(Comparator.comparingLong(PrefixDto::id))
                .filter(prefix -> prefix.role() != null
                        && lab.bmcPrefixRole().equals(prefix.role().slug()))
                .map(BmcPrefix::of)
                .toList();
    }

    private static BmcPrefix of(PrefixDto prefix) {
        IPAddress network = Parsed.address(prefix.prefix());
        if (!network.isPrefixed()) {
            throw Parsed.noAddress(prefix.prefix());
        }
        return new BmcPrefix(
                prefix.id(),
                network.toPrefixBlock(),
                site(prefix),
                Parsed.id(prefix.vrf()),
                prefix.status() == null || !NOT_IN_USE.contains(prefix.status().value()));
    }

    private static OptionalLong site(PrefixDto prefix) {
        if (prefix.scopeType() != null && prefix.scopeId() != null) {
            return prefix.scopeType().equals(SITE) ? OptionalLong.of(prefix.scopeId()) : OptionalLong.empty();
        }
        return Parsed.id(prefix.site());
    }

    boolean isPool() {
        return inUse && site.isPresent();
    }

    boolean isSameNetworkAs(BmcPrefix other) {
        return network.equals(other.network);
    }

    boolean isSmallerWithin(BmcPrefix other) {
        return other.network.contains(network) && !isSameNetworkAs(other);
    }
}
