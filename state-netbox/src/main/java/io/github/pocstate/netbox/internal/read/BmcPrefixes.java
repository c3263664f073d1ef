package io.github.pocstate.netbox.internal.read;

import io.github.pocstate.config.LabSettings;
import io.github.pocstate.netbox.dto.PrefixDto;
import io.github.pocstate.netbox.model.AddressPool.Range;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The BMC prefixes of a lab as a reading of one site, or of all, needs them; immutable and thread-safe.
 *
 * @param all those of all sites
 * @param site the site that is read, empty for all
 */
public record BmcPrefixes(List<BmcPrefix> all, OptionalLong site) {

    /** Sorts out the prefixes of NetBox. */
    public static BmcPrefixes of(List<PrefixDto> prefixes, OptionalLong site, LabSettings lab) {
        return new BmcPrefixes(BmcPrefix.of(prefixes, lab), site);
    }

    /** Other sites whose servers are given addresses of the same networks. */
    public Set<Long> neighbourSites() {
        return site.isEmpty()
                ? Set.of()
                : all.stream()
                        .filter(prefix -> prefix.isPool() && !prefix.site().equals(site))
                        .filter(prefix -> all.stream()
                                .anyMatch(
                                        own -> own.isPool() && own.site().equals(site) && own.isSameNetworkAs(prefix)))
                        .map(prefix -> prefix.site().getAsLong())
                        .collect(Collectors.toSet());
    }

    /** Those that addresses are handed out of, to the servers that are read and to their neighbours. */
    public List<BmcPrefix> pools() {
        Set<Long> neighbours = neighbourSites();
        return all.stream()
                .filter(BmcPrefix::isPool)
                .filter(prefix -> site.isEmpty()
                        || prefix.site().equals(site)
                        || neighbours.contains(prefix.site().getAsLong()))
                .toList();
    }

    /** The networks of those, such as {@code 10.55.1.0/24}. */
    Collection<String> cidrs() {
        return pools().stream()
                .map(prefix -> prefix.network().toCanonicalString())
                .collect(Collectors.toSet());
    }

    /** The smaller ones in a prefix, which their addresses belong to. */
    List<Range> within(BmcPrefix outer) {
        return all.stream()
                .filter(inner -> inner.isSmallerWithin(outer))
                .map(inner -> Range.of(inner.network()))
                .toList();
    }

    /** The sites whose servers are given addresses of a network. */
    Set<Long> sitesOf(BmcPrefix network) {
        return all.stream()
                .filter(prefix -> prefix.isPool() && prefix.isSameNetworkAs(network))
                .map(prefix -> prefix.site().getAsLong())
                .collect(Collectors.toSet());
    }
}
