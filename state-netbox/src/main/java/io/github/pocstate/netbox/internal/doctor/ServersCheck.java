package io.github.pocstate.netbox.internal.doctor;

import io.github.pocstate.Problem;
import io.github.pocstate.config.LabSettings;
import io.github.pocstate.doctor.Finding;
import io.github.pocstate.netbox.internal.compare.BmcDiscovery;
import io.github.pocstate.netbox.model.AddressPool;
import io.github.pocstate.netbox.model.HostAddress;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.model.Server;
import io.github.pocstate.netbox.phase.Discovery;
import io.github.pocstate.netbox.phase.PhaseTwo;
import io.github.pocstate.plan.Failure;
import io.github.pocstate.spi.Findings;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How many servers would fail their discovery or cannot have their cables exchanged, and why, by the rules of the phases. */
final class ServersCheck {

    private static final long MORE_THAN_COUNTS = 65_536;

    private final LabSettings settings;
    private final String where;
    private final Inventory inventory;

    ServersCheck(LabSettings settings, String where, Inventory inventory) {
        this.settings = settings;
        this.where = where;
        this.inventory = inventory;
    }

    void examine(Findings findings) {
        List<Server> servers = inventory.servers();
        findings.passed("servers", servers.size() + " in " + counted(sites(), "site", "s") + ": " + statuses());
        findings.passed(
                "interfaces",
                settings.bmcInterface() + " on " + of(server -> server.bmc().isPresent())
                        + ", with a MAC address on "
                        + of(server ->
                                server.bmc().flatMap(bmc -> bmc.macAddress()).isPresent()));
        findings.passed("BMC prefixes", prefixes());
        Map<Long, Discovery> discovery = BmcDiscovery.of(inventory, settings);
        List<Failure> undiscovered = discovery(discovery);
        report(findings, "BMC discovery", undiscovered, "finds an address for every server", "will fail BMC discovery");
        report(
                findings,
                "production NICs",
                uncabled(discovery),
                "two cabled ones on every server that is discovered",
                "will stop before cable validation");
    }

    private List<Failure> discovery(Map<Long, Discovery> discovery) {
        return inventory.servers().stream()
                .flatMap(server -> Optional.ofNullable(discovery.get(server.id())).stream())
                .flatMap(found -> found.failure().stream())
                .toList();
    }

    private List<Failure> uncabled(Map<Long, Discovery> discovery) {
        PhaseTwo two = new PhaseTwo();
        return inventory.servers().stream()
                .flatMap(server -> Optional.ofNullable(discovery.get(server.id()))
                        .filter(found -> found.failure().isEmpty())
                        .flatMap(found -> two.wanted(server, found).failure())
                        .stream())
                .toList();
    }

    /** Failures of the same reason are one finding; they are the right state of these servers, so they are no failure of the lab. */
    private void report(Findings findings, String check, List<Failure> failures, String passed, String failed) {
        if (failures.isEmpty()) {
            findings.passed(check, passed);
        }
        Map<String, List<Failure>> byReason = failures.stream()
                .collect(Collectors.groupingBy(Failure::reason, LinkedHashMap::new, Collectors.toList()));
        byReason.forEach((reason, some) -> findings.add(Finding.warning(
                check,
                new Problem(
                        some.size() + " of " + inventory.servers().size() + " servers " + failed + ": each " + reason
                                + ".",
                        where + ", first [" + some.get(0).server() + "]",
                        some.get(0).remedy()))));
    }

    private String prefixes() {
        if (inventory.pools().isEmpty()) {
            return "none with the role " + settings.bmcPrefixRole() + " that is scoped to a site and in use";
        }
        Map<Long, List<AddressPool>> bySite = inventory.pools().stream()
                .collect(Collectors.groupingBy(AddressPool::siteId, LinkedHashMap::new, Collectors.toList()));
        Room tightest = bySite.entrySet().stream()
                .map(site -> room(site.getValue(), needed(site.getKey())))
                .min(Comparator.comparingLong(room -> room.free() - room.needed()))
                .orElseThrow();
        return counted(inventory.pools().size(), "prefix", "es") + " in " + counted(bySite.size(), "site", "s")
                + ", least room in " + tightest.prefixes() + ": " + tightest.freeInWords() + " for "
                + counted(tightest.needed(), "server", "s");
    }

    /** The prefixes of a site, how many addresses are free in them, and how many servers want one. */
    private record Room(String prefixes, long free, boolean more, long needed) {

        String freeInWords() {
            return (more ? "more than " : "") + free + " free";
        }
    }

    /** A prefix of IPv6 has more than anybody counts. */
    private static Room room(List<AddressPool> pools, long needed) {
        long most = needed + MORE_THAN_COUNTS;
        long free = pools.stream()
                .flatMap(AddressPool::free)
                .map(HostAddress::plain)
                .distinct()
                .limit(most)
                .count();
        return new Room(names(pools), free, free == most, needed);
    }

    private static String names(List<AddressPool> pools) {
        return pools.stream().map(pool -> pool.prefix().toString()).collect(Collectors.joining(" and "));
    }

    private long needed(long site) {
        return inventory.servers().stream()
                .filter(server -> server.siteId().equals(OptionalLong.of(site)))
                .count();
    }

    private long sites() {
        return inventory.servers().stream()
                .flatMapToLong(server -> server.siteId().stream())
                .distinct()
                .count();
    }

    private String statuses() {
        return inventory.summary().statuses().entrySet().stream()
                .map(status -> status.getValue() + " " + status.getKey())
                .collect(Collectors.joining(", "));
    }

    private String of(Predicate<Server> has) {
        long count = inventory.servers().stream().filter(has).count();
        return count == inventory.servers().size()
                ? "all " + count
                : count + " of " + inventory.servers().size();
    }

    private static String counted(long count, String noun, String plural) {
        return count + " " + noun + (count == 1 ? "" : plural);
    }
}
