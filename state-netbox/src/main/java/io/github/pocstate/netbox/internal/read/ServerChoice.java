package io.github.pocstate.netbox.internal.read;

import io.github.pocstate.Problem;
import io.github.pocstate.Scope;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.config.LabSettings;
import io.github.pocstate.netbox.dto.DeviceDto;
import io.github.pocstate.netbox.dto.SluggedDto;
import io.github.pocstate.netbox.model.NaturalOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which devices are the servers of a reading, whatever way NetBox was read; immutable and thread-safe.
 *
 * @param lab how the lab is modelled
 * @param where what was read, for the reader of an error
 */
public record ServerChoice(LabSettings lab, String where) {

    /** The site that a scope names. */
    public OptionalLong site(Scope scope, List<SluggedDto> sites) {
        return scope.site().map(slug -> site(slug, sites)).orElseGet(OptionalLong::empty);
    }

    private OptionalLong site(String slug, List<SluggedDto> sites) {
        return OptionalLong.of(sites.stream()
                .filter(site -> site.slug().equals(slug))
                .mapToLong(SluggedDto::id)
                .findFirst()
                .orElseThrow(() -> new UnfitLabException(new Problem(
                        "There is no site [" + slug + "].",
                        where + ", sites "
                                + sites.stream().map(SluggedDto::slug).sorted().toList(),
                        "name one of them by its slug"))));
    }

    /** The roles of servers. */
    public Set<Long> roles(List<SluggedDto> deviceRoles) {
        Set<Long> roles = new HashSet<>();
        deviceRoles.stream()
                .filter(role -> role.slug().contains(lab.serverRole()))
                .forEach(role -> roles.add(role.id()));
        if (roles.isEmpty()) {
            throw noServers("no device role whose slug contains [" + lab.serverRole() + "]; slugs of device roles: "
                    + deviceRoles.stream().map(SluggedDto::slug).sorted().toList());
        }
        return roles;
    }

    /** The devices with such a role in the scope, in natural name order. */
    public List<DeviceDto> servers(List<DeviceDto> devices, Set<Long> roles, OptionalLong site, Scope scope) {
        List<DeviceDto> servers = chosen(devices, roles, site);
        servers.sort(Comparator.comparing(InventoryBuilder::name, NaturalOrder.INSTANCE)
                .thenComparing(DeviceDto::id));
        if (servers.isEmpty()) {
            throw noServers(scope + ", role slug containing [" + lab.serverRole() + "]");
        }
        int limit = scope.limit().orElse(Integer.MAX_VALUE);
        return servers.size() <= limit ? servers : servers.subList(0, limit);
    }

    /** The devices with such a role outside the scope that have the name of one in it. */
    public List<DeviceDto> namesakes(List<DeviceDto> devices, Set<Long> roles, List<DeviceDto> chosen) {
        Set<Long> ids = chosen.stream().map(DeviceDto::id).collect(Collectors.toSet());
        Set<String> names = chosen.stream().map(InventoryBuilder::name).collect(Collectors.toSet());
        return devices.stream()
                .filter(device ->
                        device.role() != null && roles.contains(device.role().id()))
                .filter(device -> !ids.contains(device.id()) && names.contains(InventoryBuilder.name(device)))
                .sorted(Comparator.comparing(DeviceDto::id))
                .toList();
    }

    /** The devices with such a role in such a site, if there are any. */
    public List<DeviceDto> chosen(List<DeviceDto> devices, Set<Long> roles, OptionalLong site) {
        List<DeviceDto> servers = new ArrayList<>(devices);
        servers.removeIf(
                device -> device.role() == null || !roles.contains(device.role().id()));
        site.ifPresent(id -> servers.removeIf(
                device -> device.site() == null || device.site().id() != id));
        return servers;
    }

    private UnfitLabException noServers(String looked) {
        return new UnfitLabException(new Problem(
                "No servers found.",
                where + ", " + looked,
                "check POC_STATE_SERVER_ROLE and that the token may view devices and device roles"));
    }
}
