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
import io.github.pocstate.snapshot.postgres.model.RestoredInPlace;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.model.Swapped;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that are left alone, and what refers to them and from them: as a superuser and as a plain owner. */
@ExtendWith(TestServer.Resolver.class)
class NoiseIT {

    private static final TableName LOGIN = new TableName("public", "login");
    private static final TableName VISIT = new TableName("public", "visit");

    private final TestServer server;
    private final String owner;
    private final String database;

    NoiseIT(TestServer server) {
        this.server = server;
        this.owner = server.newName("owner");
        this.database = server.newName("noisy");
    }

    @BeforeEach
    void makeDatabase() throws SQLException {
        server.run(
                "postgres",
                "CREATE ROLE " + owner + " LOGIN CREATEDB IN ROLE pg_signal_backend",
                "CREATE DATABASE " + database + " OWNER " + owner);
        run(
                "CREATE TABLE thing (id int PRIMARY KEY, name text)",
                "CREATE TABLE login (id int PRIMARY KEY, thing_id int REFERENCES thing DEFERRABLE INITIALLY DEFERRED)",
                "CREATE TABLE visit (id serial PRIMARY KEY, login_id int REFERENCES login DEFERRABLE INITIALLY DEFERRED)",
                "CREATE TABLE note (id int PRIMARY KEY, login_id int REFERENCES login DEFERRABLE INITIALLY DEFERRED)",
                "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''fired''; END'",
                "CREATE TRIGGER no BEFORE DELETE ON login FOR EACH ROW EXECUTE FUNCTION no()",
                "INSERT INTO thing VALUES (1, 'one'), (2, 'two')",
                "INSERT INTO login VALUES (1, 1), (2, NULL)",
                "INSERT INTO visit (login_id) VALUES (1)",
                "INSERT INTO note VALUES (1, 2)");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatBelongsToSomethingThatGoesIsDeletedAndReported(boolean superuser) throws SQLException {
        try (PostgresSnapshots snapshots = snapshots(superuser)) {
            SnapshotId id = save(snapshots);
            run(
                    "INSERT INTO thing VALUES (3, 'three')",
                    "INSERT INTO login VALUES (3, 3), (4, 1)",
                    "INSERT INTO visit (login_id) VALUES (3), (4), (3)");

            RestoredInPlace done = snapshots.restoreInPlace(id, new Logins(), Examiner.NONE);

            assertThat(done.changes())
                    .containsExactly(
                            new TableChange(new TableName("public", "thing"), 0, 0, 1),
                            new TableChange(LOGIN, 0, 0, 1),
                            new TableChange(VISIT, 0, 0, 2));
            assertThat(texts("SELECT id FROM login ORDER BY id")).containsExactly("1", "2", "4");
            assertThat(texts("SELECT login_id FROM visit ORDER BY id")).containsExactly("1", "4");
            assertThatThrownBy(() -> run("DELETE FROM login")).hasMessageContaining("fired");
        }
    }

    @Test
    void aPartitionedTableIsReferredToAsAWhole() throws SQLException {
        run(
                "CREATE TABLE part (id int PRIMARY KEY, name text) PARTITION BY RANGE (id)",
                "CREATE TABLE part_low PARTITION OF part FOR VALUES FROM (0) TO (10)",
                "CREATE TABLE part_high PARTITION OF part FOR VALUES FROM (10) TO (20)",
                "ALTER TABLE visit ADD COLUMN part_id int REFERENCES part",
                "INSERT INTO part VALUES (1, 'low'), (11, 'high')",
                "INSERT INTO visit (part_id) VALUES (1), (11)");
        try (PostgresSnapshots snapshots = snapshots(true)) {
            SnapshotId id = save(snapshots);
            run(
                    "UPDATE part SET name = 'changed'",
                    "INSERT INTO part VALUES (12)",
                    "INSERT INTO visit (part_id) VALUES (12)");

            assertThat(snapshots.restoreInPlace(id, new Logins(), Examiner.NONE).changes())
                    .contains(new TableChange(VISIT, 0, 0, 1));
            assertThat(texts("SELECT part_id FROM visit WHERE part_id IS NOT NULL ORDER BY 1"))
                    .containsExactly("1", "11");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRowIsNeverPutBackWithoutTheOneItRefersTo(boolean superuser) throws SQLException {
        try (PostgresSnapshots snapshots = snapshots(superuser)) {
            SnapshotId id = save(snapshots);
            run(
                    "DELETE FROM note",
                    "ALTER TABLE login DISABLE TRIGGER no",
                    "DELETE FROM login WHERE id = 2",
                    "ALTER TABLE login ENABLE TRIGGER no");

            assertThatThrownBy(() -> snapshots.restoreInPlace(id, new Logins(), Examiner.NONE))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageStartingWith(
                            "1 rows of the snapshot refer to rows that a table that is left alone has no more.")
                    .hasMessageContaining("let the restore include table [public.login]");
            assertThat(texts("SELECT id FROM note")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSwapCarriesThemOver(boolean superuser) throws SQLException {
        try (PostgresSnapshots snapshots = snapshots(superuser)) {
            SnapshotId id = save(snapshots);
            snapshots.prepareSwap(id);
            run(
                    "INSERT INTO thing VALUES (3, 'three')",
                    "UPDATE thing SET name = 'changed'",
                    "INSERT INTO login VALUES (3, 3), (4, 1)",
                    "INSERT INTO visit (login_id) VALUES (3), (4)");

            snapshots.swap(id, new Logins(), Map.of());

            assertThat(texts("SELECT name FROM thing ORDER BY id")).containsExactly("one", "two");
            assertThat(texts("SELECT id FROM login ORDER BY id"))
                    .as("3 belongs to a thing that the snapshot lacks")
                    .containsExactly("1", "2", "4");
            assertThat(texts("SELECT login_id FROM visit ORDER BY id")).containsExactly("1", "4");
            assertThat(texts("SELECT nextval('visit_id_seq')")).containsExactly("4");
        }
    }

    @Test
    void anUndoCarriesThemOverAndGivesTheAttachmentsBack() throws SQLException {
        try (PostgresSnapshots snapshots = snapshots(true)) {
            SnapshotId id = save(snapshots);
            run("UPDATE thing SET name = 'changed'");
            assertThat(snapshots.retired()).isEmpty();
            snapshots.swap(id, new Logins(), attachments("before the swap"));
            assertThat(snapshots.retired()).isPresent();
            run("INSERT INTO login VALUES (9, 1)");

            Swapped undone = snapshots.undoSwap(new Logins(), attachments("before the undo"));
            assertThat(ContentsIT.texts(undone.attachments())).isEqualTo(Map.of("queue", "before the swap"));
            assertThat(texts("SELECT DISTINCT name FROM thing")).containsExactly("changed");
            assertThat(texts("SELECT id FROM login ORDER BY id")).containsExactly("1", "2", "9");

            Swapped again = snapshots.undoSwap(new Logins(), Map.of());
            assertThat(ContentsIT.texts(again.attachments())).isEqualTo(Map.of("queue", "before the undo"));
        }
    }

    @Test
    void aTableWithOtherColumnsIsNotCarriedOver() throws SQLException {
        try (PostgresSnapshots snapshots = snapshots(true)) {
            SnapshotId id = save(snapshots);
            run("ALTER TABLE visit ADD COLUMN more int", "INSERT INTO visit (login_id) VALUES (1)");

            snapshots.swap(id, new Logins(), Map.of());

            assertThat(texts("SELECT login_id FROM visit")).containsExactly("1");
        }
    }

    @Test
    void aRestoreDoesNotWaitForWhoeverWritesToThem() throws SQLException {
        try (PostgresSnapshots snapshots = snapshots(true)) {
            SnapshotId id = save(snapshots);
            run("UPDATE thing SET name = 'changed'");
            try (Connection visitor = connect()) {
                visitor.setAutoCommit(false);
                Sql.run(visitor, "INSERT INTO visit (login_id) VALUES (NULL)");

                assertThat(snapshots
                                .restoreInPlace(id, new Logins(), Examiner.NONE)
                                .rows())
                        .isEqualTo(2);
                visitor.commit();
            }
        }
    }

    /** Logins and visits are noise. */
    private record Logins() implements Noise {

        private static final Set<TableName> TABLES = Set.of(LOGIN, VISIT);

        @Override
        public boolean table(TableName table) {
            return TABLES.contains(table);
        }

        @Override
        public boolean column(TableName table, String column) {
            return false;
        }
    }

    private static Map<String, byte[]> attachments(String text) {
        return Map.of("queue", text.getBytes(StandardCharsets.UTF_8));
    }

    private PostgresSnapshots snapshots(boolean superuser) {
        return server.snapshots(superuser ? "postgres" : owner, database);
    }

    private static SnapshotId save(PostgresSnapshots snapshots) {
        return snapshots
                .save("one", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                .snapshot()
                .id();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.url(owner, database));
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = connect()) {
            for (String sql : statements) {
                Sql.run(connection, sql);
            }
        }
    }

    private List<String> texts(String query) throws SQLException {
        try (Connection connection = connect()) {
            return Sql.list(connection, row -> row.getString(1), query);
        }
    }
}
