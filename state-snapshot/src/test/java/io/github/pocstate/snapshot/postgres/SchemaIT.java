package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.internal.rows.SchemaDigest;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.Examiner;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.PostgresAddress;
import io.github.pocstate.snapshot.postgres.model.PostgresSettings;
import io.github.pocstate.snapshot.postgres.model.SavedSnapshot;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a database is besides its rows: seen when it differs, and never put back in silence. */
@ExtendWith(TestServer.Resolver.class)
class SchemaIT {

    private static final String READS = "SELECT has_table_privilege('%s', 'device', 'SELECT')";

    private final TestServer server;
    private final String database;
    private final String role;
    private final PostgresSnapshots snapshots;

    SchemaIT(TestServer server) throws SQLException {
        this.server = server;
        this.database = server.newDatabase();
        this.role = server.newName("grafana");
        this.snapshots =
                PostgresSnapshots.open(PostgresSettings.of(PostgresAddress.parse(server.url("postgres", database)))
                        .inSchema("public"));
    }

    @BeforeEach
    void makeARole() throws SQLException {
        server.run("postgres", "CREATE ROLE " + role);
    }

    @AfterEach
    void close() {
        snapshots.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GRANT SELECT ON device TO %s",
                "GRANT SELECT (name) ON device TO %s",
                "GRANT USAGE ON SEQUENCE tickets TO %s",
                "GRANT USAGE ON SCHEMA public TO %s WITH GRANT OPTION",
                "REVOKE EXECUTE ON FUNCTION audit_device() FROM PUBLIC",
                "REVOKE USAGE ON TYPE colour FROM PUBLIC",
                "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO %s",
                "ALTER TABLE device OWNER TO %s",
                "ALTER TABLE device ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY mine ON device TO %s USING (status = 'mine')",
                "CREATE INDEX by_status ON device (status)",
                "CREATE INDEX by_lower ON device (lower(status))",
                "ALTER TABLE device ADD CONSTRAINT heavy CHECK (weight >= 0)",
                "ALTER TABLE cable ALTER CONSTRAINT cable_a_id_fkey NOT DEFERRABLE",
                "CREATE TRIGGER more AFTER UPDATE ON site EXECUTE FUNCTION audit_device()",
                "ALTER TABLE device DISABLE TRIGGER audit",
                "CREATE RULE no AS ON DELETE TO site DO INSTEAD NOTHING",
                "CREATE PUBLICATION ours_%s FOR TABLE device",
                "CREATE STATISTICS pairs ON name, status FROM device",
                "COMMENT ON COLUMN device.name IS 'said'",
                "COMMENT ON TABLE device IS 'said'",
                "ALTER TABLE device ALTER status SET DEFAULT 'other'",
                "ALTER TABLE device SET (fillfactor = 70)",
                "ALTER TABLE device ALTER name SET STORAGE EXTERNAL",
                "ALTER TABLE cache SET LOGGED",
                "ALTER TYPE colour ADD VALUE 'mauve'",
                "ALTER SEQUENCE tickets INCREMENT BY 7",
                "CREATE VIEW names AS SELECT name FROM device",
                "CREATE OR REPLACE FUNCTION audit_device() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "ALTER FUNCTION audit_device() SECURITY DEFINER",
                "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
                "CREATE EVENT TRIGGER seen_%1$s ON ddl_command_end EXECUTE FUNCTION ddl()",
                "CREATE COLLATION sorted (provider = icu, locale = 'de')"
            })
    void everyChangeIsSeenAndTakenIntoTheNextSnapshot(String change) throws SQLException {
        server.run(database, "CREATE FUNCTION ddl() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'");
        SnapshotId id = save().snapshot().id();
        server.run(database, change.formatted(role));

        assertThatThrownBy(() -> snapshots.compare(id, Noise.NONE, Examiner.NONE))
                .isInstanceOf(SnapshotException.class)
                .hasMessageStartingWith("The database has other ");
        assertThatThrownBy(() -> snapshots.restoreInPlace(id, Noise.NONE, Examiner.NONE))
                .isInstanceOf(SnapshotException.class);
        SavedSnapshot next = save();
        assertThat(next.basedOn()).isEmpty();
        assertThat(snapshots
                        .compare(next.snapshot().id(), Noise.NONE, Examiner.NONE)
                        .changes())
                .isEmpty();
    }

    @Test
    void whatDiffersIsNamed() throws SQLException {
        server.run(database, "GRANT SELECT ON device TO " + role);
        SnapshotId id = save().snapshot().id();
        server.run(
                database,
                "REVOKE SELECT ON device FROM " + role,
                "CREATE POLICY mine ON device USING (true)",
                "CREATE INDEX by_status ON device (status)");

        assertThatThrownBy(() -> snapshots.compare(id, Noise.NONE, Examiner.NONE))
                .hasMessageContaining("grant [public.device] " + role + "=r/postgres")
                .hasMessageContaining("policy [public.device mine]")
                .hasMessageContaining("index [public.device by_status]");
    }

    @Test
    void aRevokedRightDoesNotComeBack() throws SQLException {
        server.run(database, "GRANT SELECT ON device TO " + role);
        SnapshotId one = save().snapshot().id();
        server.run(database, "REVOKE SELECT ON device FROM " + role);

        assertThatThrownBy(() -> snapshots.swap(one, Noise.NONE, Map.of()))
                .isInstanceOf(SnapshotException.class)
                .hasMessageStartingWith("Rights were granted or revoked in the database, and a swap would undo that.")
                .hasMessageContaining("grant [public.device] " + role + "=r/postgres");
        assertThat(server.texts(database, READS.formatted(role))).containsExactly("f");

        SnapshotId two = save().snapshot().id();
        snapshots.swap(two, Noise.NONE, Map.of());
        assertThat(server.texts(database, READS.formatted(role))).containsExactly("f");
    }

    @Test
    void aRightRevokedAfterASwapDoesNotComeBackByUndo() throws SQLException {
        server.run(database, "GRANT SELECT ON device TO " + role);
        SnapshotId one = save().snapshot().id();
        snapshots.swap(one, Noise.NONE, Map.of());
        server.run(database, "REVOKE SELECT ON device FROM " + role, "ALTER TABLE device ENABLE ROW LEVEL SECURITY");

        assertThatThrownBy(() -> snapshots.undoSwap(Noise.NONE, Map.of()))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("row security [public.device]");
        assertThat(server.texts(database, READS.formatted(role))).containsExactly("f");
    }

    /** Before the snapshot, after the swap; what tells that it is still so, and what the refusal names. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "SELECT 1; SELECT 1; CREATE SCHEMA kept CREATE VIEW sites AS SELECT 1 AS one;"
                        + " SELECT to_regclass('kept.sites') IS NOT NULL; table [kept.sites]",
                "CREATE SCHEMA kept; CREATE VIEW kept.sites AS SELECT 1 AS one; DROP SCHEMA kept CASCADE;"
                        + " SELECT to_regclass('kept.sites') IS NULL; table [kept.sites]",
                "CREATE SCHEMA kept; GRANT USAGE ON SCHEMA kept TO ROLE; REVOKE USAGE ON SCHEMA kept FROM ROLE;"
                        + " SELECT NOT has_schema_privilege('ROLE', 'kept', 'USAGE'); grant [kept] ROLE=U/postgres",
                "CREATE SCHEMA kept;"
                        + " CREATE FUNCTION kept.one() RETURNS int LANGUAGE sql AS 'SELECT 1';"
                        + " REVOKE EXECUTE ON FUNCTION kept.one() FROM PUBLIC;"
                        + " SELECT NOT has_function_privilege('ROLE', 'kept.one()', 'EXECUTE'); grant [kept.one()] =X/postgres",
                "SELECT 1; SELECT 1; CREATE POLICY \"all may read\" ON site USING (true);"
                        + " SELECT EXISTS (SELECT FROM pg_policy); policy [public.site all may read]",
                "CREATE VIEW names AS SELECT name FROM site; GRANT SELECT ON names TO ROLE; DROP VIEW names;"
                        + " SELECT to_regclass('names') IS NULL; grant [public.names] ROLE=r/postgres",
                "CREATE VIEW names AS SELECT name FROM site; SELECT 1; ALTER VIEW names SET (security_barrier = true);"
                        + " SELECT reloptions IS NOT NULL FROM pg_class WHERE relname = 'names'; security [public.names]",
                "CREATE FUNCTION one() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'; SELECT 1;"
                        + " ALTER FUNCTION one() SECURITY INVOKER;"
                        + " SELECT NOT prosecdef FROM pg_proc WHERE proname = 'one'; security [public.one()]",
                "CREATE PUBLICATION feed FOR TABLE site, device; SELECT 1; ALTER PUBLICATION feed DROP TABLE device;"
                        + " SELECT count(*) = 1 FROM pg_publication_rel; publication [feed public.device]",
                "CREATE FOREIGN DATA WRAPPER away; GRANT USAGE ON FOREIGN DATA WRAPPER away TO ROLE;"
                        + " REVOKE USAGE ON FOREIGN DATA WRAPPER away FROM ROLE;"
                        + " SELECT NOT has_foreign_data_wrapper_privilege('ROLE', 'away', 'USAGE'); wrapper [away]",
                "CREATE FOREIGN DATA WRAPPER away; CREATE SERVER far FOREIGN DATA WRAPPER away;"
                        + " CREATE USER MAPPING FOR postgres SERVER far OPTIONS (password 'secret');"
                        + " SELECT EXISTS (SELECT FROM pg_user_mappings);"
                        + " user mapping [postgres far]"
            })
    void noSwapAndNoUndoBringsBackOrDropsInSilence(
            String made, String more, String change, String stillSo, String named) throws SQLException {
        server.run(database, made.replace("ROLE", role), more.replace("ROLE", role));
        SnapshotId id = save().snapshot().id();
        snapshots.swap(id, Noise.NONE, Map.of());
        server.run(database, change.replace("ROLE", role));
        try (Connection application = server.connect(database)) {
            String pid = Sql.one(application, row -> row.getString(1), "SELECT pg_backend_pid()");

            for (ThrowingCallable verb : List.<ThrowingCallable>of(
                    () -> snapshots.swap(id, Noise.NONE, Map.of()), () -> snapshots.undoSwap(Noise.NONE, Map.of()))) {
                assertThatThrownBy(verb)
                        .isInstanceOf(SnapshotException.class)
                        .hasMessageContaining(named.replace("ROLE", role))
                        .hasMessageNotContaining("secret");
                String after = Sql.one(application, row -> row.getString(1), "SELECT pg_backend_pid()");
                assertThat(after).isEqualTo(pid);
                assertThat(Sql.yes(application, stillSo.replace("ROLE", role))).isTrue();
            }
        }
    }

    @Test
    void rightsThatWereGivenAndTakenAgainAreTheSame() throws SQLException {
        SnapshotId id = save().snapshot().id();
        server.run(database, "GRANT SELECT ON device TO " + role, "REVOKE SELECT ON device FROM " + role);

        assertThat(snapshots.compare(id, Noise.NONE, Examiner.NONE).changes()).isEmpty();
    }

    @Test
    void whatIsNotOfTheApplicationOrMeansNothingDoesNotCount() throws SQLException {
        SnapshotId id = save().snapshot().id();
        server.run(
                database,
                "CREATE SCHEMA branch_ab",
                "CREATE TABLE branch_ab.device (LIKE device INCLUDING ALL)",
                "INSERT INTO branch_ab.device (site_id, name) VALUES (1, 'of a branch')",
                "REINDEX TABLE CONCURRENTLY device",
                "ALTER TABLE cable DROP CONSTRAINT cable_a_id_fkey",
                "ALTER TABLE cable ADD CONSTRAINT cable_a_id_fkey FOREIGN KEY (a_id) REFERENCES device"
                        + " DEFERRABLE INITIALLY DEFERRED",
                "DELETE FROM journal");

        assertThat(snapshots
                        .save("two", tables -> Contents.NONE, SessionsMay.STAY_ONLY)
                        .basedOn())
                .contains(id);
        assertThat(snapshots.restoreInPlace(id, Noise.NONE, Examiner.NONE).rows())
                .isEqualTo(100);
        assertThat(server.texts(database, "SELECT name FROM branch_ab.device")).containsExactly("of a branch");
        assertThatThrownBy(() -> snapshots.swap(id, Noise.NONE, Map.of()))
                .isInstanceOf(SnapshotException.class)
                .hasMessageStartingWith("Tables or definitions beside those of the application were changed")
                .hasMessageContaining("branch_ab");
    }

    @Test
    void aSearchPathOfTheDatabaseMakesNoDifference() throws SQLException {
        server.run(database, "CREATE INDEX by_lower ON device (lower(status))");
        String before = digest();

        server.run("postgres", "ALTER DATABASE " + database + " SET search_path = ''");

        assertThat(digest()).isEqualTo(before);
    }

    private String digest() throws SQLException {
        try (Connection connection = server.connect(database)) {
            return SchemaDigest.of(connection);
        }
    }

    private SavedSnapshot save() {
        return snapshots.save("one", tables -> Contents.NONE, SessionsMay.BE_ENDED);
    }
}
