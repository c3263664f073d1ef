package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.Fault;
import io.github.pocstate.PocStateException;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.Examiner;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.PostgresAddress;
import io.github.pocstate.snapshot.postgres.model.PostgresSettings;
import io.github.pocstate.snapshot.postgres.model.SavedSnapshot;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal ends no session: everything is looked at before. */
@ExtendWith(TestServer.Resolver.class)
class ReadinessIT {

    private final TestServer server;
    private final String role;
    private final String database;
    private PostgresSnapshots snapshots;
    private Connection application;

    ReadinessIT(TestServer server) {
        this.server = server;
        this.role = server.newName("owner");
        this.database = server.newName("ready");
    }

    @BeforeEach
    void makeItsDatabase() throws SQLException {
        server.run(
                "postgres",
                "CREATE ROLE " + role + " LOGIN CREATEDB IN ROLE pg_signal_backend",
                "CREATE DATABASE " + database + " OWNER " + role + " TEMPLATE template0 LOCALE_PROVIDER icu"
                        + " ICU_LOCALE 'en' LOCALE 'C.UTF-8' ENCODING 'UTF8'");
        application = asOwner();
        Sql.run(application, "CREATE TABLE thing (id int PRIMARY KEY, name text); INSERT INTO thing VALUES (1, 'one')");
        snapshots = server.snapshots(role, database);
    }

    @AfterEach
    void close() throws SQLException {
        snapshots.close();
        application.close();
    }

    @Test
    void aDatabaseThatAnotherCollationHasSortedIsNotSaved() throws SQLException {
        server.run("postgres", "UPDATE pg_database SET datcollversion = '1.0' WHERE datname = '" + database + "'");

        assertRefused(this::save)
                .hasMessageStartingWith("The database was sorted by collation version [1.0]")
                .hasMessageContaining("ALTER DATABASE \"" + database + "\" REFRESH COLLATION VERSION");

        Sql.run(application, "ALTER DATABASE " + database + " REFRESH COLLATION VERSION");
        assertThat(save().ended().count()).isPositive();
    }

    @Test
    void aCollationOfTheUserThatSortsOtherwiseIsNotSaved() throws SQLException {
        Sql.run(application, "CREATE COLLATION natural_sort (provider = icu, locale = 'und-u-kn-true')");
        server.run(database, "UPDATE pg_collation SET collversion = '1.0' WHERE collname = 'natural_sort'");

        assertRefused(this::save)
                .hasMessageStartingWith("The collation [natural_sort] was sorted by collation version [1.0]")
                .hasMessageContaining("ALTER COLLATION \"public\".\"natural_sort\" REFRESH VERSION");
    }

    @Test
    void aSnapshotThatAnotherCollationHasSortedIsNotTheBaseOfASave() throws SQLException {
        save();
        application.close();
        server.run("postgres", "UPDATE pg_database SET datcollversion = '1.0' WHERE datname LIKE 'ready%.s.%'");

        assertThat(save().basedOn()).isEmpty();
    }

    @Test
    void aLabThatIsNotInItsPhaseIsNotSaved() {
        assertRefused(() -> snapshots.save(
                        "phase-1",
                        tables -> {
                            tables.read("thing", "id");
                            throw new SnapshotException(
                                    Fault.USER, new Problem("The lab is not in phase ONE.", "lab", "restore it first"));
                        },
                        SessionsMay.BE_ENDED))
                .hasMessageStartingWith("The lab is not in phase ONE.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER DATABASE %s SET log_min_duration_statement = 250",
                "ALTER ROLE postgres IN DATABASE %s SET work_mem = '5MB'"
            })
    void aSettingThatTheRoleMayNotMakeKeepsASwapFromBeginning(String setting) throws SQLException {
        SnapshotId id = saved();
        Sql.run(application, "UPDATE thing SET name = 'two'");
        server.run("postgres", setting.formatted(database));

        assertRefused(() -> snapshots.swap(id, Noise.NONE, Map.of()))
                .hasMessageStartingWith("The role may not give another database the settings and rights of this one: ")
                .hasMessageContaining("permission denied")
                .hasMessageContaining("restore in place");

        assertThat(snapshots.restoreInPlace(id, Noise.NONE, Examiner.NONE).rows())
                .isEqualTo(1);
    }

    @Test
    void anEmptySearchPathGoesWithASwap() throws SQLException {
        SnapshotId id = saved();
        Sql.run(application, "ALTER DATABASE " + database + " SET search_path = ''");

        snapshots.swap(id, Noise.NONE, Map.of());

        assertThat(server.texts(
                        "postgres",
                        "SELECT unnest(setconfig) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase"
                                + " WHERE datname = '" + database + "'"))
                .containsExactly("search_path=\"\"");
    }

    @Test
    void anOwnerThatTheRoleCannotNameKeepsASaveFromBeginning() throws SQLException {
        if (server.texts("postgres", "SELECT 1 WHERE current_setting('server_version_num')::int < 160000")
                .isEmpty()) {
            String other = server.newName("member");
            server.run(
                    "postgres",
                    "CREATE ROLE " + other + " LOGIN CREATEDB IN ROLE pg_signal_backend",
                    "GRANT " + role + " TO " + other + " WITH SET FALSE, INHERIT TRUE");
            try (PostgresSnapshots others = server.snapshots(other, database)) {
                assertRefused(() -> others.save("one", tables -> Contents.NONE, SessionsMay.BE_ENDED))
                        .hasMessageContaining("SET ROLE");
            }
        }
    }

    @Test
    void anApplicationInAnotherSchemaIsRefusedOnce() throws SQLException {
        Sql.run(application, "CREATE SCHEMA netbox; ALTER TABLE thing SET SCHEMA netbox");
        try (PostgresSnapshots ofPublic = inPublic()) {
            assertRefused(() -> ofPublic.save("one", tables -> Contents.NONE, SessionsMay.BE_ENDED))
                    .hasMessageStartingWith(
                            "The schema [public] has no tables; those that there are, are in [netbox].");
        }
    }

    @Test
    void aServerThatDoesNotAdmitTheRoleToCopiesIsAskedBeforeASaveAndASwap() throws Exception {
        try (EmbeddedPostgres own = TestServer.builder().start()) {
            String address = "jdbc:postgresql://127.0.0.1:" + own.getPort() + "/%s?user=%s";
            try (Connection admin = DriverManager.getConnection(address.formatted("postgres", "postgres"))) {
                Sql.run(admin, "CREATE ROLE netbox LOGIN CREATEDB");
                Sql.run(admin, "CREATE DATABASE netbox OWNER netbox");
                String hba = Sql.one(admin, row -> row.getString(1), "SHOW hba_file");
                Path file = Path.of(hba);
                String all = Files.readString(file);
                String some = "host all postgres all trust\nhost netbox,postgres netbox all trust\n";
                try (PostgresSnapshots ofNetBox = PostgresSnapshots.open(
                        PostgresSettings.of(PostgresAddress.parse(address.formatted("netbox", "netbox"))))) {
                    application.close();
                    application = DriverManager.getConnection(address.formatted("netbox", "netbox"));
                    Sql.run(application, "CREATE TABLE thing (id int PRIMARY KEY)");

                    admit(admin, file, some);
                    assertRefused(() -> ofNetBox.save("one", tables -> Contents.NONE, SessionsMay.BE_ENDED))
                            .hasMessageContaining(
                                    "no pg_hba.conf entry for host \"127.0.0.1\", user \"netbox\", database \"netbox.s.one-")
                            .hasMessageContaining("host all ROLE");

                    admit(admin, file, all);
                    SnapshotId id = ofNetBox.save("one", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                            .snapshot()
                            .id();
                    ofNetBox.prepareSwap(id);
                    application.close();
                    application = DriverManager.getConnection(address.formatted("netbox", "netbox"));
                    admit(admin, file, some);
                    assertRefused(() -> ofNetBox.swap(id, Noise.NONE, Map.of()))
                            .hasMessageContaining("no pg_hba.conf entry")
                            .hasMessageContaining("database \"netbox.c.one-");
                }
            }
        }
    }

    private static void admit(Connection admin, Path file, String lines) throws Exception {
        Files.writeString(file, lines);
        Sql.list(admin, row -> "", "SELECT pg_reload_conf()");
        String loaded = "SELECT coalesce(max(pg_conf_load_time()) > ?::timestamptz, false)";
        String before = Sql.one(admin, row -> row.getString(1), "SELECT CAST(now() - interval '1 s' AS text)");
        while (!Sql.yes(admin, loaded, before)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void anImportThatMustCopyTheLiveDatabaseLooksFirst(@TempDir Path folder) throws SQLException {
        SnapshotId id = saved();
        Path file = folder.resolve("one.pocstate");
        snapshots.export(id, file);
        snapshots.delete(id);
        server.run("postgres", "UPDATE pg_database SET datcollversion = '1.0' WHERE datname = '" + database + "'");

        assertRefused(() -> snapshots.importFrom(file, contents -> contents, SessionsMay.BE_ENDED))
                .hasMessageContaining("REFRESH COLLATION VERSION");
    }

    private SavedSnapshot save() {
        return snapshots.save("one", tables -> Contents.NONE, SessionsMay.BE_ENDED);
    }

    /** Saves; the application connects once more. */
    private SnapshotId saved() throws SQLException {
        SnapshotId id = save().snapshot().id();
        application.close();
        application = asOwner();
        return id;
    }

    private PostgresSnapshots inPublic() {
        return PostgresSnapshots.open(PostgresSettings.of(PostgresAddress.parse(server.url(role, database)))
                .inSchema("public"));
    }

    private Connection asOwner() throws SQLException {
        return DriverManager.getConnection(server.url(role, database) + "&ApplicationName=application");
    }

    /** The verb fails, the session of the application lives, and nothing of ours is left. */
    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(ThrowingCallable verb) {
        List<String> before = processes();
        AbstractThrowableAssert<?, ? extends Throwable> refused =
                assertThatThrownBy(verb).isInstanceOf(PocStateException.class);
        assertThat(processes()).isEqualTo(before);
        return refused;
    }

    private List<String> processes() {
        try {
            return Sql.list(application, row -> row.getString(1), "SELECT pg_backend_pid()");
        } catch (SQLException e) {
            return List.of("ended: " + e.getMessage());
        }
    }
}
