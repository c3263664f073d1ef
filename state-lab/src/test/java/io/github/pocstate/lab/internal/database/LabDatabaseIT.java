package io.github.pocstate.lab.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.lab.internal.topology.Topology;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The database of 601 servers, made where a killed call has left half of one; beside it the shared data set. */
@ExtendWith(EmbeddedServer.Resolver.class)
class LabDatabaseIT {
    private static final String SHARED = "shared_data_set";

    private final EmbeddedServer server;

    LabDatabaseIT(EmbeddedServer server) {
        this.server = server;
    }

    /** Some rows of a table that only one of two databases has. */
    private record Difference(int missing, List<String> firstMissing, int extra, List<String> firstExtra) {

        static Difference between(List<String> rows, List<String> wanted) {
            List<String> missing = without(wanted, rows);
            List<String> extra = without(rows, wanted);
            return new Difference(missing.size(), first(missing), extra.size(), first(extra));
        }

        private static List<String> without(List<String> rows, List<String> others) {
            List<String> rest = new ArrayList<>(rows);
            rest.removeAll(new HashSet<>(others));
            return rest;
        }

        private static List<String> first(List<String> rows) {
            return rows.subList(0, Math.min(3, rows.size()));
        }
    }

    @BeforeAll
    static void create(EmbeddedServer server) throws SQLException {
        server.run("postgres", "CREATE ROLE netbox NOLOGIN", "CREATE DATABASE netbox_unfinished OWNER netbox");
        try (Connection stillAtWork = server.connect("netbox_unfinished")) {
            LabDatabase.create(server.adminUrl(), Topology.of(601));
            assertThat(stillAtWork.isValid(5)).isFalse();
        }
    }

    @BeforeAll
    static void loadSharedDataSet(EmbeddedServer server) throws SQLException {
        server.run("postgres", "CREATE DATABASE " + SHARED);
        try (Connection connection = server.connect(SHARED)) {
            SqlDump.ofResource("netbox-4.7.3-tables.sql.gz").replay(connection);
            SqlDump.ofResource("lab601-rows.sql.gz").replay(connection);
        }
    }

    @AfterAll
    static void drop(EmbeddedServer server) throws SQLException {
        server.run("postgres", "DROP DATABASE " + SHARED, "DROP DATABASE netbox", "DROP ROLE netbox");
    }

    @Test
    void everyTableHasTheRowsOfTheSharedDataSet() throws SQLException {
        Map<String, Difference> differences = new TreeMap<>();
        try (Connection lab = server.connect(LabDatabase.NAME);
                Connection shared = server.connect(SHARED)) {
            for (String table : tables(SHARED)) {
                Difference difference = Difference.between(rows(lab, table), rows(shared, table));
                if (difference.missing() + difference.extra() > 0) {
                    differences.put(table, difference);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void theSharedDataSetIsAllThere() throws SQLException {
        assertThat(tables(SHARED)).hasSize(208).isEqualTo(tables(LabDatabase.NAME));
        assertThat(server.texts(SHARED, "SELECT count(*) FROM dcim_interface")).containsExactly("6724");
        assertThat(server.texts(SHARED, "SELECT count(*) FROM dcim_cabletermination"))
                .containsExactly("3606");
    }

    @Test
    void idsGoOnWhereThoseOfTheSharedDataSetDo() throws SQLException {
        String positions = "SELECT sequencename || ' ' || coalesce(last_value, 0) FROM pg_sequences"
                + " WHERE sequencename <> 'users_token_id_seq' ORDER BY sequencename";
        assertThat(server.texts(LabDatabase.NAME, positions))
                .contains("dcim_device_id_seq 751", "core_objectchange_id_seq 0")
                .isEqualTo(server.texts(SHARED, positions));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "foreign keys; 555; pg_constraint WHERE contype = 'f'",
                "checks; 132; pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace",
                "primary keys; 208; pg_constraint WHERE contype = 'p' AND connamespace = 'public'::regnamespace",
                "indexes; 1227; pg_class WHERE relkind = 'i' AND relnamespace = 'public'::regnamespace",
                "triggers; 45; pg_trigger WHERE NOT tgisinternal",
            })
    void theSchemaIsComplete(String what, int count, String query) throws SQLException {
        assertThat(server.texts(LabDatabase.NAME, "SELECT count(*) FROM " + query))
                .as(what)
                .containsExactly(String.valueOf(count));
    }

    @Test
    void itsRoleCanLogInAndOwnsEverything() throws SQLException {
        String url = "jdbc:postgresql://localhost:" + server.port() + "/" + LabDatabase.NAME;
        try (Connection connection = DriverManager.getConnection(url, LabDatabase.USER, LabDatabase.PASSWORD)) {
            assertThat(connection.isValid(5)).isTrue();
        }
        assertThat(server.texts(
                        LabDatabase.NAME,
                        "SELECT DISTINCT relowner::regrole FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                .containsExactly(LabDatabase.USER);
        assertThat(server.texts("postgres", "SELECT datdba::regrole FROM pg_database WHERE datname = 'netbox'"))
                .containsExactly(LabDatabase.USER);
    }

    @Test
    void oneTokenMayWriteAndOneMayOnlyRead() throws SQLException {
        assertThat(
                        server.texts(
                                LabDatabase.NAME,
                                "SELECT format('%s %s %s', plaintext, username, write_enabled) FROM users_token"
                                        + " JOIN users_user ON users_user.id = user_id WHERE version = 1 AND enabled ORDER BY 1"))
                .containsExactly(LabDatabase.TOKEN + " admin t", LabDatabase.READONLY_TOKEN + " admin f");
    }

    @Test
    void sortingDoesNotDependOnTheMachine() throws SQLException {
        assertThat(server.texts(
                        "postgres",
                        "SELECT format('%s %s %s', pg_encoding_to_char(encoding), datlocprovider, datlocale)"
                                + " FROM pg_database WHERE datname = 'netbox'"))
                .containsExactly("UTF8 b C.UTF-8");
    }

    @Test
    void namesSortInNaturalOrder() throws SQLException {
        assertThat(server.texts(
                        LabDatabase.NAME,
                        "SELECT name FROM (VALUES ('r10'), ('r9'), ('R1')) AS racks (name)"
                                + " ORDER BY name COLLATE natural_sort"))
                .containsExactly("R1", "r9", "r10");
    }

    @Test
    void plannerStatisticsAreThere() throws SQLException {
        assertThat(server.texts(
                        LabDatabase.NAME, "SELECT reltuples FROM pg_class WHERE oid = 'dcim_interface'::regclass"))
                .containsExactly("6724");
    }

    @Test
    void nothingIsLeftOfTheUnfinishedDatabase() throws SQLException {
        assertThat(server.texts("postgres", "SELECT datname FROM pg_database WHERE datname LIKE 'netbox%'"))
                .containsExactly(LabDatabase.NAME);
    }

    private List<String> tables(String database) throws SQLException {
        return server.texts(database, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename");
    }

    /** All rows, moments and the token that only this lab has left out. */
    private static List<String> rows(Connection connection, String table) throws SQLException {
        return EmbeddedServer.texts(
                connection,
                "SELECT row FROM (SELECT to_jsonb(t) - 'created' - 'last_updated' AS row FROM public." + table + " t)"
                        + " WHERE row->>'plaintext' IS DISTINCT FROM '" + LabDatabase.READONLY_TOKEN + "'"
                        + " ORDER BY row");
    }
}
