package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.TableChange;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.Examiner;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a role that is no superuser may do. */
@ExtendWith(TestServer.Resolver.class)
class RolesIT {

    private final TestServer server;
    private final String role;
    private final String database;

    RolesIT(TestServer server) {
        this.server = server;
        this.role = server.newName("role");
        this.database = server.newName("owned");
    }

    @BeforeEach
    void makeItsDatabase() throws SQLException {
        server.run(
                "postgres",
                "CREATE ROLE " + role + " LOGIN CREATEDB IN ROLE pg_signal_backend",
                "CREATE DATABASE " + database + " OWNER " + role);
        try (Connection connection = DriverManager.getConnection(server.url(role, database))) {
            Sql.run(
                    connection,
                    "CREATE TABLE parent (id int PRIMARY KEY, name text);"
                            + "CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent"
                            + " DEFERRABLE INITIALLY DEFERRED);"
                            + "CREATE TABLE pet (id int PRIMARY KEY, parent_id int REFERENCES parent ON DELETE CASCADE);"
                            + "CREATE TABLE alone (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text);"
                            + "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS"
                            + " 'BEGIN RAISE EXCEPTION ''fired''; END';"
                            + "CREATE TRIGGER no BEFORE DELETE ON alone FOR EACH ROW EXECUTE FUNCTION no();"
                            + "INSERT INTO parent VALUES (1, 'one'), (2, 'two');"
                            + "INSERT INTO child VALUES (1, 1), (2, 2);"
                            + "INSERT INTO pet VALUES (1, 1);"
                            + "INSERT INTO alone (name) VALUES ('a'), ('b')");
        }
    }

    @Test
    void theOwnerRestoresWithItsTriggersOff() throws SQLException {
        try (PostgresSnapshots snapshots = server.snapshots(role, database)) {
            SnapshotId id = save(snapshots);
            run("UPDATE alone SET name = 'x' WHERE id = 1", "INSERT INTO alone (name) VALUES ('c')");

            assertThat(snapshots.restoreInPlace(id, Noise.NONE, Examiner.NONE).changes())
                    .containsExactly(new TableChange(new TableName("public", "alone"), 0, 1, 1));
            assertThat(texts("SELECT name FROM alone ORDER BY id")).containsExactly("a", "b");
            assertThatThrownBy(() -> run("DELETE FROM alone")).hasMessageContaining("fired");
        }
    }

    @Test
    void theOwnerSavesAgainWithoutEndingSessions() throws SQLException {
        try (PostgresSnapshots snapshots = server.snapshots(role, database)) {
            save(snapshots);
            run("UPDATE alone SET name = 'x' WHERE id = 1");

            assertThat(snapshots
                            .save("two", tables -> Contents.NONE, SessionsMay.STAY_ONLY)
                            .basedOn())
                    .isPresent();
        }
    }

    @Test
    void theOwnerIsRefusedWhereAForeignKeyWouldAct() throws SQLException {
        try (PostgresSnapshots snapshots = server.snapshots(role, database)) {
            SnapshotId id = save(snapshots);
            run("UPDATE parent SET name = 'x' WHERE id = 1");

            assertThatThrownBy(() -> snapshots.restoreInPlace(id, Noise.NONE, Examiner.NONE))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContaining("first [public.pet pet_parent_id_fkey]")
                    .hasMessageContaining("or restore by swap");
            assertThat(texts("SELECT count(*) FROM pet")).containsExactly("1");
            assertThat(snapshots
                            .save("two", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                            .basedOn())
                    .as("the way out of a save is the clone of the live database")
                    .isEmpty();
        }
    }

    @Test
    void theParameterGrantedItRestoresEverything() throws SQLException {
        server.run("postgres", "GRANT SET ON PARAMETER session_replication_role TO " + role);
        try (PostgresSnapshots snapshots = server.snapshots(role, database)) {
            SnapshotId id = save(snapshots);
            run("DELETE FROM pet", "DELETE FROM child", "DELETE FROM parent");

            assertThat(snapshots.restoreInPlace(id, Noise.NONE, Examiner.NONE).rows())
                    .isEqualTo(5);
        } finally {
            server.run("postgres", "REVOKE SET ON PARAMETER session_replication_role FROM " + role);
        }
    }

    @Test
    void theOwnerSwapsAndUndoes() throws SQLException {
        try (PostgresSnapshots snapshots = server.snapshots(role, database)) {
            SnapshotId id = save(snapshots);
            run("DELETE FROM child");

            snapshots.swap(id, Noise.NONE, Map.of());
            assertThat(texts("SELECT count(*) FROM child")).containsExactly("2");
            snapshots.undoSwap(Noise.NONE, Map.of());
            assertThat(texts("SELECT count(*) FROM child")).containsExactly("0");
        }
    }

    @Test
    void aSuperusersSessionIsNamedBeforeAnythingIsTouched() throws SQLException {
        try (PostgresSnapshots snapshots = server.snapshots(role, database);
                Connection superuser = server.connect(database)) {
            assertThatThrownBy(() -> save(snapshots))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageStartingWith("The role may not end 1 sessions of the database.");
            assertThat(superuser.isValid(30)).isTrue();
            assertThat(snapshots.list()).isEmpty();
        }
    }

    @Test
    void withoutCreatedbNothingIsTouched() throws SQLException {
        server.run("postgres", "ALTER ROLE " + role + " NOCREATEDB");
        try (PostgresSnapshots snapshots = server.snapshots(role, database)) {
            assertThatThrownBy(() -> save(snapshots))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageStartingWith("The role may not clone the database: it needs CREATEDB and to own it.");
        }
    }

    /** As the role: a superuser's session, though closed, may still be there for a moment and could not be ended. */
    private void run(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url(role, database))) {
            for (String sql : statements) {
                Sql.run(connection, sql);
            }
        }
    }

    private List<String> texts(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url(role, database))) {
            return Sql.list(connection, row -> row.getString(1), query);
        }
    }

    private static SnapshotId save(PostgresSnapshots snapshots) {
        return snapshots
                .save("one", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                .snapshot()
                .id();
    }
}
