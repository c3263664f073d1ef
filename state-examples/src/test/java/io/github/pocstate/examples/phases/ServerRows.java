package io.github.pocstate.examples.phases;

import io.github.pocstate.examples.phases.LabState.Server;
import java.util.List;

/** Reads servers from NetBox's database, past NetBox and past our own client. Not thread-safe. */
final class ServerRows {

    static final String INTERFACE_TYPE =
            "(SELECT id FROM django_content_type WHERE app_label = 'dcim' AND model = 'interface')";

    /** What the descriptions of production NICs are like. */
    static final String NIC = "Production Network SFP Interface%";

    private final Sql sql;

    ServerRows(Sql sql) {
        this.sql = sql;
    }

    ServerRow of(Server server) {
        return sql.rows(
                        "SELECT d.status, coalesce(o.address::text, '') FROM dcim_device d"
                                + " LEFT JOIN ipam_ipaddress o ON o.id = d.oob_ip_id WHERE d.id = ?",
                        row -> new ServerRow(
                                row.getString(1),
                                addresses(server, "bmc"),
                                addresses(server, "mgmt0"),
                                row.getString(2),
                                cables(server),
                                journal(server)),
                        server.id())
                .get(0);
    }

    private List<String> addresses(Server server, String port) {
        return sql.texts(
                "SELECT a.address::text FROM ipam_ipaddress a JOIN dcim_interface i ON i.id = a.assigned_object_id"
                        + " WHERE a.assigned_object_type_id = " + INTERFACE_TYPE
                        + " AND i.device_id = ? AND i.name = ? ORDER BY a.address",
                server.id(),
                port);
    }

    private List<ServerRow.Cable> cables(Server server) {
        return sql.rows(
                "SELECT n.name, c.id, coalesce(pd.name || ' ' || p.name, ''), coalesce(p.id, 0),"
                        + " coalesce(n.cable_id = c.id AND p.cable_id = c.id"
                        + "   AND path.path->-1->>0 = " + INTERFACE_TYPE + " || ':' || p.id, false),"
                        + " c.label, c.color, (SELECT coalesce(string_agg(t.slug, ',' ORDER BY t.slug), '')"
                        + "   FROM extras_taggeditem i JOIN extras_tag t ON t.id = i.tag_id WHERE i.object_id = c.id"
                        + "   AND i.content_type_id = (SELECT id FROM django_content_type"
                        + "     WHERE app_label = 'dcim' AND model = 'cable'))"
                        + " FROM dcim_interface n"
                        + " JOIN dcim_cabletermination near ON near.termination_id = n.id"
                        + "   AND near.termination_type_id = " + INTERFACE_TYPE
                        + " JOIN dcim_cable c ON c.id = near.cable_id"
                        + " LEFT JOIN dcim_cabletermination far ON far.cable_id = c.id"
                        + "   AND far.cable_end <> near.cable_end"
                        + " LEFT JOIN dcim_interface p ON p.id = far.termination_id"
                        + " LEFT JOIN dcim_device pd ON pd.id = p.device_id"
                        + " LEFT JOIN dcim_cablepath path ON path.id = n._path_id"
                        + " WHERE n.device_id = ? AND n.description LIKE '" + NIC + "' ORDER BY n.name",
                row -> new ServerRow.Cable(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getBoolean(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8).isEmpty()
                                ? List.of()
                                : List.of(row.getString(8).split(","))),
                server.id());
    }

    private List<String> journal(Server server) {
        return sql.texts(
                "SELECT j.kind || ': ' || j.comments FROM extras_journalentry j WHERE j.id IN ("
                        + LabUnderTest.ourJournal() + ") AND j.assigned_object_id = ? ORDER BY j.id",
                server.id());
    }
}
