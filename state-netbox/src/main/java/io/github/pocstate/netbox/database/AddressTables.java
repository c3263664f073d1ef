package io.github.pocstate.netbox.database;

import io.github.pocstate.config.LabSettings;
import io.github.pocstate.netbox.dto.Choice;
import io.github.pocstate.netbox.dto.IpAddressDto;
import io.github.pocstate.netbox.dto.IpRangeDto;
import io.github.pocstate.netbox.dto.PrefixDto;
import io.github.pocstate.netbox.dto.Ref;
import io.github.pocstate.spi.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The IP addresses, prefixes and ranges of a NetBox as the lists that its API answers.
 *
 * <p>Every list throws {@link io.github.pocstate.UnfitLabException} if a table or column is missing, as before NetBox 4.2. This
 * class is not thread-safe.
 *
 * @since 0.1
 */
public final class AddressTables {

    private final NetBoxTables tables;
    private final ContentTypes types;
    private final LabSettings lab;

    AddressTables(NetBoxTables tables, ContentTypes types, LabSettings lab) {
        this.tables = tables;
        this.types = types;
        this.lab = lab;
    }

    /**
     * The IP addresses.
     *
     * @return all of them
     */
    public List<IpAddressDto> ipAddresses() {
        return tables
                .read("ipam_ipaddress", "id", "address", "vrf_id", "assigned_object_type_id", "assigned_object_id")
                .stream()
                .map(row -> new IpAddressDto(
                        NetBoxTables.id(row),
                        withMask(row, "address"),
                        NetBoxTables.ref(row, "vrf_id"),
                        types.name(row, "assigned_object_type_id"),
                        number(row, "assigned_object_id")))
                .toList();
    }

    /**
     * The BMC prefixes.
     *
     * @param site id of the site they must be in, empty for any
     * @return the prefixes
     */
    public List<PrefixDto> prefixes(OptionalLong site) {
        Map<Long, Ref> roles = tables.read("ipam_role", "id", "slug").stream()
                .filter(row ->
                        row.text("slug").filter(lab.bmcPrefixRole()::equals).isPresent())
                .collect(Collectors.toMap(
                        NetBoxTables::id, row -> new Ref(NetBoxTables.id(row), null, lab.bmcPrefixRole())));
        return tables
                .read(
                        "ipam_prefix",
                        "id",
                        "prefix",
                        "vrf_id",
                        "role_id",
                        "scope_type_id",
                        "scope_id",
                        "_site_id",
                        "status")
                .stream()
                .filter(row -> site.isEmpty() || row.number("_site_id").equals(site))
                .flatMap(row ->
                        Optional.ofNullable(roles.get(row.number("role_id").orElse(-1)))
                                .map(role -> prefix(row, role))
                                .stream())
                .toList();
    }

    private PrefixDto prefix(Row row, Ref role) {
        return new PrefixDto(
                NetBoxTables.id(row),
                row.text("prefix").orElseThrow(),
                NetBoxTables.ref(row, "vrf_id"),
                role,
                null,
                types.name(row, "scope_type_id"),
                number(row, "scope_id"),
                row.text("status").map(Choice::new).orElse(null));
    }

    /**
     * The ranges of IP addresses.
     *
     * @return all of them
     */
    public List<IpRangeDto> ranges() {
        return tables
                .readWith(List.of("mark_populated"), "ipam_iprange", "id", "start_address", "end_address", "vrf_id")
                .stream()
                .map(AddressTables::range)
                .toList();
    }

    private static IpRangeDto range(Row row) {
        return new IpRangeDto(
                NetBoxTables.id(row),
                withMask(row, "start_address"),
                withMask(row, "end_address"),
                NetBoxTables.ref(row, "vrf_id"),
                NetBoxTables.text(row, "mark_populated")
                        .map(flag -> flag.startsWith("t"))
                        .orElse(null));
    }

    private static @Nullable Long number(Row row, String column) {
        return row.text(column).map(Long::valueOf).orElse(null);
    }

    /** PostgreSQL leaves out the mask of a single host. */
    private static String withMask(Row row, String column) {
        String text = row.text(column).orElseThrow();
        boolean masked = text.indexOf('/') >= 0;
        return masked ? text : text + (text.indexOf(':') >= 0 ? "/128" : "/32");
    }
}
