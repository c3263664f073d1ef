package io.github.pocstate.lab.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.lab.internal.topology.Topology;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What no foreign key checks, in a lab that has more racks than the shared data set. (Foreign keys are checked by
 * PostgreSQL when they are made, after the rows.)
 */
@ExtendWith(EmbeddedServer.Resolver.class)
class GrownLabDatabaseIT {
    private static final int SERVERS = 1_500;

    private final EmbeddedServer server;

    GrownLabDatabaseIT(EmbeddedServer server) {
        this.server = server;
    }

    @BeforeAll
    static void create(EmbeddedServer server) {
        LabDatabase.create(server.adminUrl(), Topology.of(SERVERS));
    }

    @AfterAll
    static void drop(EmbeddedServer server) throws SQLException {
        server.run("postgres", "DROP DATABASE netbox", "DROP ROLE netbox");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "1500; servers; dcim_device WHERE role_id = 1",
                "4500; cables; dcim_cable",
                "9000; ends of cables; dcim_cabletermination t JOIN dcim_interface i ON i.id = t.termination_id"
                        + " AND i.cable_id = t.cable_id AND i.cable_end = t.cable_end AND i.device_id = t._device_id"
                        + " AND i._rack_id = t._rack_id AND i._site_id = t._site_id"
                        + " JOIN django_content_type c ON c.id = t.termination_type_id AND c.model = 'interface'",
                "9000; paths; dcim_interface i JOIN dcim_cablepath p ON p.id = i._path_id"
                        + " AND p._nodes[1] = '8:' || i.id AND p._nodes[2] = '57:' || i.cable_id"
                        + " JOIN dcim_interface far ON p._nodes[3] = '8:' || far.id AND far.cable_id = i.cable_id AND far.id <> i.id",
                "1500; MAC addresses; dcim_macaddress m JOIN dcim_interface i"
                        + " ON i.id = m.assigned_object_id AND i.primary_mac_address_id = m.id AND i.name = 'bmc'",
                "5; BMC networks; ipam_prefix p JOIN dcim_site s ON s.id = p.scope_id AND s.id = p._site_id"
                        + " JOIN ipam_prefix container ON p.prefix << container.prefix AND container.id = 1",
                "0; wrong counts of interfaces; dcim_device d WHERE interface_count"
                        + " <> (SELECT count(*) FROM dcim_interface WHERE device_id = d.id)",
                "0; wrong counts of devices; dcim_devicetype t WHERE device_count"
                        + " <> (SELECT count(*) FROM dcim_device WHERE device_type_id = t.id)",
                "0; devices in a rack of another site; dcim_device d JOIN dcim_rack r ON r.id = d.rack_id"
                        + " AND r.site_id <> d.site_id",
            })
    void holdsTogether(int count, String what, String query) throws SQLException {
        assertThat(server.texts(LabDatabase.NAME, "SELECT count(*) FROM " + query))
                .as(what)
                .containsExactly(String.valueOf(count));
    }
}
