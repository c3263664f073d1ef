package io.github.pocstate.netbox.internal;

import io.github.pocstate.Scope;
import io.github.pocstate.config.DatabaseSettings;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.netbox.database.AddressTables;
import io.github.pocstate.netbox.database.ForeignRows;
import io.github.pocstate.netbox.database.LabTables;
import io.github.pocstate.netbox.database.LabTables.Nics;
import io.github.pocstate.netbox.database.LabTables.Tagged;
import io.github.pocstate.netbox.database.TableParts;
import io.github.pocstate.netbox.dto.DeviceDto;
import io.github.pocstate.netbox.dto.IpAddressDto;
import io.github.pocstate.netbox.internal.client.Door;
import io.github.pocstate.netbox.internal.client.NetBoxVersion;
import io.github.pocstate.netbox.internal.client.Reconnecting;
import io.github.pocstate.netbox.internal.read.BmcPrefixes;
import io.github.pocstate.netbox.internal.read.InventoryBuilder;
import io.github.pocstate.netbox.internal.read.ServerChoice;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.redis.RedisKeys;
import io.github.pocstate.netbox.redis.RedisServer;
import io.github.pocstate.snapshot.ForeignChange;
import io.github.pocstate.spi.DatabaseGuide;
import io.github.pocstate.spi.Differences;
import io.github.pocstate.spi.KeptKey;
import io.github.pocstate.spi.KeyStore;
import io.github.pocstate.spi.Reading;
import io.github.pocstate.spi.Tables;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is known of the database under a NetBox; thread-safe. */
final class NetBoxDatabase implements DatabaseGuide {

    private static final String CONFIGURATION = "core_configrevision";

    /** NetBox never compares it with its database ({@code netbox/config/__init__.py}); 1 is Django's version of keys. */
    private static final List<String> CACHED_CONFIGURATION = List.of(":1:config", ":1:config_version");

    private final PocConfig config;
    private final DatabaseSettings settings;
    private final NetBoxVersion version;
    private final Runnable beforeWrite;
    private final KeyStore keys;
    private final TableParts parts;
    private final ForeignRows foreignRows;
    private final ServerChoice choice;

    NetBoxDatabase(
            PocConfig config,
            DatabaseSettings settings,
            NetBoxVersion version,
            RedisServer redis,
            Runnable beforeWrite) {
        this.beforeWrite = beforeWrite;
        this.config = config;
        this.settings = settings;
        this.version = version;
        this.keys = new RedisKeys(
                redis, Set.of(config.redis().discoveryQueue(), config.redis().updateQueue()), beforeWrite);
        this.parts = new TableParts(settings.keepSessions());
        this.foreignRows = new ForeignRows(config.lab(), parts);
        this.choice = new ServerChoice(
                config.lab(), "the database of " + config.netBox().url());
    }

    @Override
    public String application() {
        return "NetBox " + version;
    }

    @Override
    public Part part(String table) {
        return parts.of(table);
    }

    @Override
    public Part part(String table, String column) {
        return parts.of(table, column);
    }

    @Override
    public KeyStore keys() {
        return keys;
    }

    /** Labels and the like of cables are left out: they count only while cables are deleted and created over the API. */
    @Override
    public Reading observe(Scope scope, Tables tables, List<KeptKey> kept) {
        LabTables lab = new LabTables(tables, config.lab());
        OptionalLong site = scope.site().isEmpty() ? OptionalLong.empty() : choice.site(scope, lab.sites());
        List<DeviceDto> devices = lab.devices();
        Set<Long> roles = choice.roles(lab.deviceRoles());
        List<DeviceDto> servers = choice.servers(devices, roles, site, scope);
        List<DeviceDto> namesakes = choice.namesakes(devices, roles, servers);
        Set<Long> ids = Stream.concat(servers.stream(), namesakes.stream())
                .map(DeviceDto::id)
                .collect(Collectors.toSet());
        Nics nics = lab.nics(ids);
        AddressTables addresses = lab.addresses();
        List<IpAddressDto> held = addresses.ipAddresses();
        BmcPrefixes prefixes = BmcPrefixes.of(addresses.prefixes(OptionalLong.empty()), site, config.lab());
        List<DeviceDto> neighbours = prefixes.neighbourSites().stream()
                .flatMap(other -> choice.chosen(devices, roles, OptionalLong.of(other)).stream())
                .toList();
        Set<Long> withPorts = Stream.of(servers, namesakes, neighbours)
                .flatMap(List::stream)
                .map(DeviceDto::id)
                .collect(Collectors.toSet());
        OptionalLong tag = lab.tag();
        Tagged tagged = tag.isPresent() ? lab.tagged(tag.getAsLong()) : new Tagged(Set.of(), List.of());
        InventoryBuilder builder = new InventoryBuilder(config.lab(), version)
                .servers(servers)
                .namesakes(namesakes)
                .neighbours(neighbours)
                .interfaces(lab.managedInterfaces(withPorts), nics.ports())
                .cables(tagged.cables(), nics.ends(), lab.devicesOf(roles))
                .addresses(held)
                .pools(prefixes, held, addresses.ranges(), Map.of())
                .journal(tagged.journalEntries());
        Set<Long> intruders = new HashSet<>(builder.intruders());
        return builder.titles(lab.holders(held.stream()
                        .filter(address -> intruders.contains(address.id()))
                        .toList()))
                .build(
                        scope,
                        tag,
                        elements(kept, config.redis().discoveryQueue()),
                        elements(kept, config.redis().updateQueue()));
    }

    private static List<String> elements(List<KeptKey> keys, String queue) {
        return keys.stream()
                .filter(key -> key.name().equals(queue))
                .findFirst()
                .map(KeptKey::elements)
                .orElse(List.of());
    }

    @Override
    public List<ForeignChange> foreign(Reading live, Reading kept, Differences differences) {
        return foreignRows.among((Inventory) live, (Inventory) kept, differences);
    }

    @Override
    public void forget(Predicate<String> written) {
        if (written.test(CONFIGURATION)) {
            config.requireWritable(settings.cache().getHost());
            try (RedisServer cache = RedisServer.cache(config, settings)) {
                beforeWrite.run();
                cache.delete(CACHED_CONFIGURATION);
            }
        }
    }

    @Override
    public Reconnection reconnect(int sessions, BooleanSupplier allBack) {
        return Reconnecting.until(config.netBox(), Door.forReading(config), sessions, allBack);
    }
}
