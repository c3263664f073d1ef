package io.github.pocstate.netbox.database;

import static io.github.pocstate.netbox.Specimens.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pocstate.UnfitLabException;
import io.github.pocstate.netbox.dto.InterfaceDto;
import io.github.pocstate.netbox.dto.IpAddressDto;
import io.github.pocstate.netbox.dto.IpRangeDto;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What rows become; that it is the same as over the API is shown by DatabaseReadingIT. */
class LabTablesTest {

    private final PaperTables tables = PaperTables.withTypes()
            .table("dcim_device", "id name status site_id role_id oob_ip_id")
            .table("dcim_interface", "id device_id name description cable_id cable_end primary_mac_address_id")
            .table("dcim_macaddress", "id mac_address")
            .table("ipam_role", "id slug")
            .table("ipam_prefix", "id prefix vrf_id role_id scope_type_id scope_id _site_id status")
            .table("ipam_iprange", "id start_address end_address vrf_id")
            .table("ipam_ipaddress", "id address vrf_id assigned_object_type_id assigned_object_id");

    private LabTables lab() {
        return new LabTables(tables, SETTINGS);
    }

    @Test
    void aDatabaseThatIsTooOldIsRefusedByTheColumnItLacks() {
        tables.table("dcim_interface", "id device_id name description mac_address cable_id cable_end");
        assertThatExceptionOfType(UnfitLabException.class)
                .isThrownBy(this::lab)
                .withMessageContaining("Snapshots need NetBox 4.2 or later: the database has no column"
                        + " [primary_mac_address_id] in its table [dcim_interface].")
                .withMessageContaining("update NetBox, or unset NETBOX_DB_URL");
    }

    @Test
    void aDatabaseOfSomethingElseIsRefused() {
        assertThatExceptionOfType(UnfitLabException.class)
                .isThrownBy(() -> new LabTables(new PaperTables(), SETTINGS))
                .withMessageContaining("check that this is NetBox's database");
    }

    @Test
    void macAddressesAreInUpperCase() {
        tables.row(
                        "dcim_interface",
                        "id=71 device_id=7 name=bmc description= cable_id= cable_end= primary_mac_address_id=5")
                .row("dcim_macaddress", "id=5 mac_address=aa:bb:cc:00:00:07");
        assertThat(lab().managedInterfaces(Set.of(7L)))
                .extracting(InterfaceDto::primaryMacAddress)
                .extracting(mac -> mac == null ? "" : mac.macAddress())
                .containsExactly("AA:BB:CC:00:00:07");
    }

    @Test
    void aSingleHostHasItsMask() {
        tables.row("ipam_ipaddress", "id=1 address=10.0.0.1 vrf_id= assigned_object_type_id=1 assigned_object_id=71")
                .row("ipam_ipaddress", "id=2 address=2001:db8::1 vrf_id= assigned_object_type_id= assigned_object_id=")
                .row(
                        "ipam_ipaddress",
                        "id=3 address=10.0.0.3/24 vrf_id=4 assigned_object_type_id= assigned_object_id=");
        assertThat(lab().addresses().ipAddresses())
                .extracting(IpAddressDto::address)
                .containsExactly("10.0.0.1/32", "2001:db8::1/128", "10.0.0.3/24");
        assertThat(lab().addresses().ipAddresses().get(0).assignedObjectType()).isEqualTo("dcim.interface");
    }

    @Test
    void onlyPrefixesWithTheRoleAndInTheSiteCount() {
        tables.row("ipam_role", "id=1 slug=bmc-management")
                .row("ipam_role", "id=2 slug=production")
                .row(
                        "ipam_prefix",
                        "id=1 prefix=10.1.0.0/24 vrf_id= role_id=1 scope_type_id=5 scope_id=8 _site_id=8 status=active")
                .row(
                        "ipam_prefix",
                        "id=2 prefix=10.2.0.0/24 vrf_id= role_id=2 scope_type_id=5 scope_id=8 _site_id=8 status=active")
                .row(
                        "ipam_prefix",
                        "id=3 prefix=10.3.0.0/24 vrf_id= role_id= scope_type_id= scope_id= _site_id= status=active")
                .row(
                        "ipam_prefix",
                        "id=4 prefix=10.4.0.0/24 vrf_id= role_id=1 scope_type_id=5 scope_id=9 _site_id=9 status=active");
        assertThat(lab().addresses().prefixes(OptionalLong.of(8)))
                .extracting(prefix -> prefix.prefix() + " " + prefix.scopeType() + " " + prefix.scopeId())
                .containsExactly("10.1.0.0/24 dcim.site 8");
        assertThat(lab().addresses().prefixes(OptionalLong.empty())).hasSize(2);
    }

    @Test
    void rangesAreThoseOfAllPrefixesAndMayLackTheFlagOfLaterVersions() {
        tables.row("ipam_iprange", "id=1 start_address=10.1.0.5/24 end_address=10.1.0.9/24 vrf_id=")
                .row("ipam_iprange", "id=2 start_address=10.1.0.5/16 end_address=10.1.1.9/16 vrf_id=");
        assertThat(lab().addresses().ranges())
                .containsExactly(
                        new IpRangeDto(1, "10.1.0.5/24", "10.1.0.9/24", null, null),
                        new IpRangeDto(2, "10.1.0.5/16", "10.1.1.9/16", null, null));
    }
}
