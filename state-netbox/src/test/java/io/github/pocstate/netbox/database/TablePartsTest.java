package io.github.pocstate.netbox.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.spi.DatabaseGuide.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablePartsTest {

    @ParameterizedTest
    @CsvSource({
        "django_session, LIVE",
        "users_token, LIVE",
        "core_job, LIVE",
        "extras_notification, LIVE",
        "social_auth_usersocialauth, LIVE",
        "django_migrations, IDENTITY",
        "core_objectchange, DERIVED",
        "extras_cachedvalue, DERIVED",
        "dcim_cablepath, DERIVED",
        "core_objecttype, DERIVED",
        "dcim_device, STATE",
        "users_user, STATE",
        "core_configrevision, STATE",
        "extras_bookmark, STATE",
        "django_content_type, STATE",
        "plugin_widget, STATE"
    })
    void tablesHaveAPart(String table, Part part) {
        assertThat(new TableParts(true).of(table)).isEqualTo(part);
    }

    @ParameterizedTest
    @CsvSource({
        "dcim_site, last_updated, DERIVED",
        "dcim_device, interface_count, DERIVED",
        "dcim_device, _config_context_data, DERIVED",
        "virtualization_virtualmachine, virtual_disk_count, DERIVED",
        "dcim_interface, cable_id, DERIVED",
        "dcim_interface, cable_positions, DERIVED",
        "dcim_interface, _path_id, DERIVED",
        "circuits_circuittermination, cable_end, DERIVED",
        "dcim_region, path, DERIVED",
        "dcim_region, sort_path, DERIVED",
        "core_datasource, last_synced, DERIVED",
        "users_user, last_login, LIVE",
        "dcim_cabletermination, cable_id, STATE",
        "dcim_cabletermination, cable_end, STATE",
        "dcim_cable, status, STATE",
        "dcim_device, status, STATE",
        "dcim_device, local_context_data, STATE",
        "dcim_interface, mark_connected, STATE",
        "core_datafile, path, STATE",
        "plugin_widget, port_count, STATE",
        "users_user, password, STATE"
    })
    void columnsHaveAPart(String table, String column, Part part) {
        assertThat(new TableParts(true).of(table, column)).isEqualTo(part);
    }

    @Test
    void loginsGoBackWithTheSnapshotWhenTheyAreNotKept() {
        TableParts parts = new TableParts(false);
        assertThat(parts.of("django_session")).isEqualTo(Part.DERIVED);
        assertThat(parts.of("users_token")).isEqualTo(Part.DERIVED);
        assertThat(parts.of("users_user", "last_login")).isEqualTo(Part.DERIVED);
        assertThat(parts.of("core_job")).isEqualTo(Part.LIVE);
        assertThat(parts.of("extras_notification")).isEqualTo(Part.LIVE);
    }

    @Test
    void everyColumnOfADerivedTableIsDerived() {
        assertThat(new TableParts(true).of("dcim_cablepath", "is_active")).isEqualTo(Part.DERIVED);
    }
}
