package io.github.pocstate.examples.phases;

import io.github.pocstate.examples.phases.LabState.Server;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every row of every table, but for what the phases manage. */
final class ForeignRows {

    private static final String CONTENT_TYPE =
            "(SELECT id FROM django_content_type WHERE model = '%s'" + " AND app_label IN ('dcim', 'extras'))";
    private static final String INTERFACE = CONTENT_TYPE.formatted("interface");
    private static final String SERVERS = "SELECT id FROM dcim_device WHERE id = ANY (?)";
    private static final String NICS = "SELECT id FROM dcim_interface WHERE device_id IN (" + SERVERS
            + ") AND description LIKE 'Production Network SFP Interface%'";
    private static final String CABLES = "SELECT cable_id FROM dcim_cabletermination WHERE termination_type_id = "
            + INTERFACE + " AND termination_id IN (" + NICS + ")";
    private static final String ENDS = "SELECT termination_id FROM dcim_cabletermination WHERE cable_id = ANY (?)";

    /**
     * What of a table is compared, and why not all of it.
     *
     * @param table the table
     * @param compared the rows that are compared
     * @param why why the others, or some of their columns, may change
     */
    private record Narrowed(String table, String compared, String why) {

        static Narrowed ignored(String table, String why) {
            return new Narrowed(table, "SELECT FROM " + table + " WHERE false", why);
        }

        static Narrowed without(String table, String rows, String columns, String why) {
            return new Narrowed(
                    table,
                    "SELECT CASE WHEN " + rows + " THEN to_jsonb(t) - '{" + columns
                            + "}'::text[] ELSE to_jsonb(t) END FROM " + table + " t",
                    why);
        }

        static Narrowed onlyRows(String table, String rows, String why) {
            return new Narrowed(table, "SELECT to_jsonb(t) FROM " + table + " t WHERE " + rows, why);
        }
    }

    /** The parameter is the ids of the servers, or of their production cables. */
    private static final List<Narrowed> NARROWED = List.of(
            Narrowed.ignored("core_objectchange", "NetBox's own log of every write"),
            Narrowed.ignored("extras_cachedvalue", "NetBox's search index, written anew with each object"),
            Narrowed.ignored("django_session", "logins of people"),
            Narrowed.without("users_token", "true", "last_used", "NetBox notes when a token was used"),
            Narrowed.without(
                    "dcim_device",
                    "t.id IN (" + SERVERS + ")",
                    "status,oob_ip_id,last_updated",
                    "status and OOB address are what phases are about"),
            Narrowed.without("dcim_cable", "t.id = ANY (?)", "last_updated", "an exchange of ends saves the cable"),
            Narrowed.without(
                    "dcim_interface",
                    "t.id IN (" + ENDS + ")",
                    "cable_id,cable_end,cable_connector,cable_positions,_path_id,last_updated",
                    "both ends of a production cable cache which cable and which path they are on"),
            Narrowed.onlyRows(
                    "dcim_cabletermination",
                    "NOT t.cable_id = ANY (?)",
                    "the far ends of production cables are what phase TWO is about"),
            Narrowed.onlyRows(
                    "dcim_cablepath",
                    "NOT t._nodes && (SELECT array_agg(" + INTERFACE + " || ':' || termination_id)::varchar[]"
                            + " FROM dcim_cabletermination WHERE cable_id = ANY (?))",
                    "NetBox traces the paths over production cables anew"),
            Narrowed.onlyRows(
                    "ipam_ipaddress",
                    "NOT EXISTS (SELECT FROM dcim_interface i WHERE i.id = t.assigned_object_id"
                            + " AND t.assigned_object_type_id = " + INTERFACE
                            + " AND i.name IN ('bmc', 'mgmt0') AND i.device_id IN (" + SERVERS + "))",
                    "addresses on bmc and mgmt0 are what phases are about"),
            Narrowed.onlyRows(
                    "extras_journalentry",
                    "t.id NOT IN (" + LabUnderTest.ourJournal() + ")",
                    "entries that carry our tag are ours"),
            Narrowed.onlyRows(
                    "extras_taggeditem",
                    "t.tag_id NOT IN (SELECT id FROM extras_tag WHERE slug = '" + LabUnderTest.TAG + "')",
                    "our tag marks what is ours"),
            Narrowed.onlyRows("extras_tag", "t.slug <> '" + LabUnderTest.TAG + "'", "the tag itself is ours"));

    private ForeignRows() {}

    /** One checksum for each table; what nobody wrote to gives the same again. */
    static SortedMap<String, String> checksums(LabUnderTest lab) {
        lab.waitUntilQuiet();
        List<Long> servers =
                lab.servers(LabUnderTest.SERVERS).stream().map(Server::id).toList();
        List<Long> cables = lab.sql.rows(CABLES, row -> row.getLong(1), servers);
        Map<String, Narrowed> narrowed = new TreeMap<>();
        NARROWED.forEach(table -> narrowed.put(table.table(), table));
        SortedMap<String, String> checksums = new TreeMap<>();
        for (String table : lab.sql.texts("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
            String rows =
                    narrowed.containsKey(table) ? narrowed.get(table).compared() : "SELECT t FROM " + table + " t";
            boolean ofServers = rows.contains(SERVERS);
            Object[] values = !rows.contains("?") ? new Object[0] : new Object[] {ofServers ? servers : cables};
            checksums.put(
                    table,
                    lab.sql.text(
                            "SELECT count(*) || ' rows, ' || coalesce(md5(string_agg(x::text, '|' ORDER BY x::text)), '-')"
                                    + " FROM (" + rows + ") x",
                            values));
        }
        return checksums;
    }
}
