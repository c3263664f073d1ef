package io.github.pocstate.examples.phases;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything in NetBox's database as one digest per table and one state per sequence, by SQL of the tests' own; what belongs to
 * sessions, tokens and jobs apart.
 *
 * @param tables digest per table
 * @param sequences state per sequence
 */
record DatabaseContent(Map<String, String> tables, Map<String, String> sequences) {

    private static final List<String> LIVE_TABLES = List.of("django_session", "users_token", "core_job");

    static DatabaseContent of(Sql sql) {
        Map<String, String> tables = new TreeMap<>();
        for (String table : sql.texts(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL (?)", LIVE_TABLES)) {
            String row = table.equals("users_user") ? "(to_jsonb(t) - 'last_login')::text" : "t::text";
            tables.put(
                    table,
                    sql.text("SELECT count(*) || ' rows, ' || coalesce(md5(string_agg(md5(" + row
                            + "), '' ORDER BY md5(" + row + "))), '') FROM public.\"" + table + "\" t"));
        }
        Map<String, String> sequences = new TreeMap<>();
        sql.rows(
                        "SELECT c.relname, pg_sequence_last_value(c.oid) FROM pg_class c"
                                + " LEFT JOIN pg_depend d ON d.objid = c.oid AND d.deptype IN ('a', 'i')"
                                + " LEFT JOIN pg_class t ON t.oid = d.refobjid WHERE c.relkind = 'S'"
                                + " AND c.relnamespace = 'public'::regnamespace AND t.relname <> ALL (?)",
                        row -> Map.entry(row.getString(1), String.valueOf(row.getString(2))),
                        LIVE_TABLES)
                .forEach(entry -> sequences.put(entry.getKey(), entry.getValue()));
        return new DatabaseContent(tables, sequences);
    }
}
