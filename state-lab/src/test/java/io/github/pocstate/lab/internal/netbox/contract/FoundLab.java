package io.github.pocstate.lab.internal.netbox.contract;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * NetBox's tables as the suite found them, kept in a schema beside them: tells which have changed, and puts them back.
 * Not thread-safe.
 */
final class FoundLab implements AutoCloseable {

    /** While recording, ids of new objects start here, so that nothing else in an answer looks like one. */
    static final long FIRST_NEW_ID = 900_000_000;

    private static final long IDS_PER_TABLE = 10_000;

    private static final String COPY = "pocstate_contract";

    private static final String CONTENTS = "SELECT concat_ws(', ', (SELECT count(*) FROM dcim_device) || ' devices',"
            + " (SELECT count(*) FROM dcim_device WHERE status = 'offline') || ' offline',"
            + " (SELECT count(*) FROM dcim_cable) || ' cables',"
            + " (SELECT count(*) FROM ipam_ipaddress) || ' addresses',"
            + " (SELECT count(*) FROM extras_journalentry) || ' journal entries',"
            + " (SELECT count(*) FROM extras_tag) || ' tags')";

    private static final String DATA_SET =
            "751 devices, 601 offline, 1803 cables, 0 addresses, 0 journal entries, 0 tags";

    /** NetBox writes these on its own: its change log, search index, jobs, and when a token was last used. */
    private static final List<String> NOISE =
            List.of("core_objectchange", "extras_cachedvalue", "core_job", "django_session", "users_token");

    /** Columns that differ after a change that was taken back: moments, and what NetBox works out by itself. */
    private static final List<String> NOISE_COLUMNS =
            List.of("last_updated", "_path_id", "_config_context_data", "_config_context_generation");

    /** A cable that gets its ends back has them as new rows. */
    private static final Map<String, List<String>> NEW_ROWS =
            Map.of("dcim_cabletermination", List.of("id", "created"), "dcim_cablepath", List.of("id"));

    private final Connection connection;
    private final String fingerprintQuery;
    private final SortedMap<String, String> found;

    private FoundLab(Connection connection) {
        this.connection = connection;
        String contents = texts(CONTENTS).get(0);
        if (!contents.equals(DATA_SET)) {
            throw new IllegalStateException("the conversations need the data set as it comes, " + DATA_SET
                    + "; the lab holds " + contents + ": reset it");
        }
        run("DROP SCHEMA IF EXISTS " + COPY + " CASCADE");
        run("CREATE SCHEMA " + COPY);
        tables().forEach(table -> run("CREATE TABLE %1$s.%2$s AS TABLE public.%2$s".formatted(COPY, table)));
        fingerprintQuery = tables().stream().map(this::fingerprintOf).collect(Collectors.joining(" UNION ALL "));
        found = fingerprints();
    }

    /** Remembers the lab as it is now, which must be the data set as it comes. */
    static FoundLab remember(URI database) {
        String[] login = database.getUserInfo().split(":", 2);
        String url = "jdbc:postgresql://" + database.getHost() + ":" + database.getPort() + database.getPath();
        try {
            return new FoundLab(DriverManager.getConnection(url, login[0], login[1]));
        } catch (SQLException e) {
            throw new IllegalStateException("NETBOX_DB_URL does not lead to a database", e);
        }
    }

    /** The tables that are not as they were found. */
    List<String> changedTables() {
        SortedMap<String, String> now = fingerprints();
        return now.keySet().stream()
                .filter(table -> !now.get(table).equals(found.get(table)))
                .toList();
    }

    /** Puts back every row; foreign keys and triggers rest meanwhile, since all tables change together. */
    void putBack() {
        String differing = " one WHERE NOT EXISTS (SELECT FROM %s other WHERE other::text = one::text)";
        String statements = tables().stream()
                .map(table -> {
                    String live = "public." + table;
                    String copy = COPY + "." + table;
                    return "DELETE FROM " + live + differing.formatted(copy) + "; INSERT INTO " + live
                            + " SELECT * FROM " + copy + differing.formatted(live);
                })
                .collect(Collectors.joining("; "));
        run("BEGIN; SET LOCAL session_replication_role = replica; " + statements + "; COMMIT");
    }

    /** Sets all sequences to numbers that nothing in the data set has. */
    void numberNewObjectsHigh() {
        long id = FIRST_NEW_ID;
        for (String sequence : texts("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1")) {
            texts("SELECT setval('public.%1$s', greatest(last_value, %2$d)) FROM public.%1$s".formatted(sequence, id));
            id += IDS_PER_TABLE;
        }
    }

    private List<String> tables() {
        return texts("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").stream()
                .filter(table -> !NOISE.contains(table))
                .toList();
    }

    private String fingerprintOf(String table) {
        String columns = texts("SELECT quote_ident(column_name) FROM information_schema.columns"
                        + " WHERE table_schema = 'public' AND table_name = '" + table + "'")
                .stream()
                .filter(column -> !NOISE_COLUMNS.contains(column)
                        && !NEW_ROWS.getOrDefault(table, List.of()).contains(column))
                .collect(Collectors.joining(","));
        return "SELECT '%1$s ' || count(*) || ' ' || coalesce(sum(hashtextextended(row(%2$s)::text, 0)), 0) FROM public.%1$s"
                .formatted(table, columns);
    }

    private SortedMap<String, String> fingerprints() {
        SortedMap<String, String> fingerprints = new TreeMap<>();
        texts(fingerprintQuery).forEach(row -> {
            String[] parts = row.split(" ", 2);
            fingerprints.put(parts[0], parts[1]);
        });
        return fingerprints;
    }

    private List<String> texts(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private void run(String statements) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(statements, e);
        }
    }

    @Override
    public void close() {
        run("DROP SCHEMA IF EXISTS " + COPY + " CASCADE");
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("closing the database", e);
        }
    }
}
