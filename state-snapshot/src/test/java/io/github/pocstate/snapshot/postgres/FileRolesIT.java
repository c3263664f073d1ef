package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.postgres.internal.rows.SchemaDigest;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A role that is no superuser imports what it may, with its triggers and foreign keys as they were afterwards. */
@ExtendWith(TestServer.Resolver.class)
class FileRolesIT {

    private final TestServer server;
    private final String role;
    private final String origin;
    private final String database;

    @TempDir
    private Path directory;

    FileRolesIT(TestServer server) {
        this.server = server;
        this.role = server.newName("role");
        this.origin = server.newName("owned");
        this.database = server.newName("owned");
    }

    @BeforeEach
    void makeDatabases() throws SQLException {
        server.run("postgres", "CREATE ROLE " + role + " LOGIN CREATEDB IN ROLE pg_signal_backend");
        for (String one : List.of(origin, database)) {
            server.run("postgres", "CREATE DATABASE " + one + " OWNER " + role);
            run(
                    one,
                    // children come first by name, and refer at once
                    "CREATE TABLE parent (id int PRIMARY KEY, boss_id int REFERENCES parent)",
                    "CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent ON DELETE CASCADE)",
                    "CREATE TABLE friend (id int PRIMARY KEY, child_id int REFERENCES child DEFERRABLE INITIALLY DEFERRED)",
                    "CREATE TABLE part (id int REFERENCES parent, day date) PARTITION BY RANGE (day)",
                    "CREATE TABLE a_part PARTITION OF part DEFAULT",
                    "INSERT INTO parent VALUES (1, 2), (2, 1)",
                    "INSERT INTO child VALUES (1, 1)",
                    "INSERT INTO friend VALUES (1, 1)",
                    "INSERT INTO part VALUES (1, '2026-01-31')",
                    "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''fired''; END'",
                    "CREATE TRIGGER no BEFORE INSERT OR DELETE OR TRUNCATE ON child EXECUTE FUNCTION no()");
        }
    }

    @Test
    void theOwnerImportsWhateverRefersToWhat() throws SQLException {
        Path file = export();
        run(database, "DELETE FROM part", "DELETE FROM friend", "UPDATE parent SET boss_id = 1");
        try (PostgresSnapshots snapshots = server.snapshots(role, database)) {
            Manifest added = snapshots
                    .importFrom(file, Function.identity(), SessionsMay.BE_ENDED)
                    .snapshot();

            assertThat(added.fingerprint().schema()).isEqualTo(schema());
            snapshots.swap(added.id(), Noise.NONE, Map.of());
        }
        assertThat(texts("SELECT boss_id FROM parent ORDER BY id")).containsExactly("2", "1");
        assertThat(texts("SELECT child_id FROM friend")).containsExactly("1");
        assertThat(texts("SELECT day FROM part")).containsExactly("2026-01-31");
        assertThatThrownBy(() -> run(database, "DELETE FROM child")).hasMessageContaining("fired");
        assertThatThrownBy(() -> run(database, "BEGIN; INSERT INTO part VALUES (9, NULL); SELECT 1"))
                .hasMessageContaining("part_id_fkey");
    }

    @Test
    void rowsThatBreakAForeignKeyAreRefused() throws SQLException {
        server.run(origin, "SET session_replication_role = replica; INSERT INTO parent VALUES (3, 4711)");
        Path file = export();
        try (PostgresSnapshots snapshots = server.snapshots(role, database)) {
            assertThatThrownBy(() -> snapshots.importFrom(file, Function.identity(), SessionsMay.BE_ENDED))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContaining("violates foreign key constraint \"parent_boss_id_fkey\"")
                    .satisfies(error -> assertThat(error).hasMessageNotContaining("4711"))
                    .satisfies(error -> assertThat(error.getCause()).hasMessageNotContaining("4711"));
            assertThat(snapshots.list()).isEmpty();
        }
    }

    private Path export() {
        Path file = directory.resolve("file");
        try (PostgresSnapshots snapshots = server.snapshots("postgres", origin)) {
            snapshots.export(
                    snapshots
                            .save("one", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                            .snapshot()
                            .id(),
                    file);
        }
        return file;
    }

    private String schema() throws SQLException {
        try (Connection connection = connect(database)) {
            return SchemaDigest.of(connection);
        }
    }

    /** As the role: a superuser's session, though closed, may still be there for a moment and could not be ended. */
    private Connection connect(String one) throws SQLException {
        return DriverManager.getConnection(server.url(role, one));
    }

    private void run(String one, String... statements) throws SQLException {
        try (Connection connection = connect(one)) {
            for (String sql : statements) {
                Sql.run(connection, sql);
            }
        }
    }

    private List<String> texts(String query) throws SQLException {
        try (Connection connection = connect(database)) {
            return Sql.list(connection, row -> row.getString(1), query);
        }
    }
}
