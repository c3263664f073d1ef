package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.PostgresAddress;
import io.github.pocstate.snapshot.postgres.model.PostgresSettings;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.model.Swapped;
import io.github.pocstate.snapshot.postgres.testkit.BusyApplication;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import io.github.pocstate.snapshot.postgres.testkit.WholeContents;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestServer.Resolver.class)
class SwapIT {

    private final TestServer server;
    private final String database;
    private final PostgresSnapshots snapshots;

    SwapIT(TestServer server) throws SQLException {
        this.server = server;
        this.database = server.newDatabase();
        this.snapshots = server.snapshots(database);
    }

    @AfterEach
    void close() {
        snapshots.close();
    }

    @Test
    void theSnapshotTakesTheLiveDatabasesPlace() throws SQLException {
        Map<String, String> before = contents();
        SnapshotId id = save();
        snapshots.prepareSwap(id);
        server.run(database, "DELETE FROM cable", "ALTER TABLE device DROP COLUMN photo");

        Swapped swapped = snapshots.swap(id, Noise.NONE, Map.of());

        assertThat(contents()).isEqualTo(before);
        assertThat(snapshots.prepared(id)).isZero();
        assertThat(admits(database)).containsExactly("true");
        assertThat(admits(swapped.retired())).containsExactly("false");
    }

    @Test
    void undoBringsBackTheFormerDatabaseAndUndoneTwiceItIsDone() throws SQLException {
        SnapshotId id = save();
        server.run(database, "DELETE FROM cable");
        Map<String, String> changed = contents();
        snapshots.swap(id, Noise.NONE, Map.of());
        Map<String, String> restored = contents();

        snapshots.undoSwap(Noise.NONE, Map.of());
        assertThat(contents()).isEqualTo(changed);
        snapshots.undoSwap(Noise.NONE, Map.of());
        assertThat(contents()).isEqualTo(restored);
    }

    @Test
    void withoutASwapThereIsNothingToUndo() {
        assertThatThrownBy(() -> snapshots.undoSwap(Noise.NONE, Map.of()))
                .isInstanceOf(SnapshotException.class)
                .hasMessageStartingWith("No swap is left to undo.");
    }

    @Test
    void grantsSettingsAndCommentStayWithTheName() throws SQLException {
        String role = "reader_of_" + database;
        server.run(
                "postgres",
                "CREATE ROLE " + role,
                "GRANT CONNECT ON DATABASE " + database + " TO " + role + " WITH GRANT OPTION",
                "REVOKE TEMPORARY ON DATABASE " + database + " FROM PUBLIC",
                "ALTER DATABASE " + database + " SET search_path TO \"$user\", 'Stock', public",
                "ALTER DATABASE " + database + " SET my.app TO 'it''s \\ here'",
                "ALTER DATABASE " + database + " SET DateStyle TO ISO, DMY",
                "ALTER ROLE " + role + " IN DATABASE " + database + " SET work_mem TO '5MB'",
                "ALTER DATABASE " + database + " CONNECTION LIMIT 77",
                "COMMENT ON DATABASE " + database + " IS 'it''s mine'");
        List<String> before = properties();
        SnapshotId id = save();

        snapshots.swap(id, Noise.NONE, Map.of());
        assertThat(properties()).isEqualTo(before);
        snapshots.undoSwap(Noise.NONE, Map.of());
        assertThat(properties()).isEqualTo(before);
    }

    @Test
    void aDatabaseWithoutGrantsHasNoneAfterwards() throws SQLException {
        SnapshotId id = save();

        snapshots.swap(id, Noise.NONE, Map.of());
        assertThat(properties()).hasSize(1); // the basics only
        snapshots.undoSwap(Noise.NONE, Map.of());
        assertThat(properties()).hasSize(1);
    }

    @Test
    void statesToGoBackToAreInTheOrderInWhichTheyWereLeftHoweverQuickly() {
        SnapshotId id = save();
        List<Instant> left = new ArrayList<>();
        for (int time = 0; time < 3; time++) {
            left.add(snapshots
                    .save("undo", tables -> Contents.NONE, SessionsMay.STAY_ONLY)
                    .snapshot()
                    .id()
                    .taken());
            snapshots.swap(id, Noise.NONE, Map.of());
            left.add(snapshots.retired().orElseThrow());
        }

        assertThat(left).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void grantsMadeAfterASwapGoWithTheUndo() throws SQLException {
        SnapshotId id = save();
        String role = "passer_by_" + database;
        snapshots.swap(id, Noise.NONE, Map.of());
        snapshots.undoSwap(Noise.NONE, Map.of());
        server.run("postgres", "CREATE ROLE " + role, "GRANT CREATE ON DATABASE " + database + " TO " + role);
        List<String> granted = properties();

        snapshots.undoSwap(Noise.NONE, Map.of());
        assertThat(properties()).isEqualTo(granted);
        server.run("postgres", "REVOKE ALL ON DATABASE " + database + " FROM " + role);
        List<String> revoked = properties();
        snapshots.undoSwap(Noise.NONE, Map.of());

        assertThat(properties()).isEqualTo(revoked);
    }

    @Test
    void theApplicationFindsItsDatabaseAgain() throws Exception {
        try (BusyApplication busy = new BusyApplication(server, database).start()) {
            SnapshotId id = save();
            snapshots.prepareSwap(id);
            for (int i = 0; i < 3; i++) {
                busy.awaitAnswers(10);
                assertThat(snapshots.swap(id, Noise.NONE, Map.of()).ended().count())
                        .isPositive();
            }
            busy.awaitAnswers(20);
        }
    }

    @Test
    void anotherSaveOrRestoreIsWaitedForNotForEver() throws Exception {
        SnapshotId id = save();
        PostgresSettings usual = PostgresSettings.of(PostgresAddress.parse(server.url("postgres", database)));
        PostgresSettings hasty =
                new PostgresSettings(usual.address(), "postgres", "test", usual.lockTimeout(), Duration.ofMillis(200));
        try (PostgresSnapshots others = PostgresSnapshots.open(hasty)) {
            snapshots.restoreInPlace(
                    id,
                    Noise.NONE,
                    comparison -> assertThatThrownBy(() -> others.swap(id, Noise.NONE, Map.of()))
                            .isExactlyInstanceOf(SnapshotException.class)
                            .hasMessageStartingWith("Another save or restore holds the snapshots of this database"));
        }
    }

    @Test
    void retiredDatabasesAreDroppedLaterButTheNewest() throws SQLException {
        SnapshotId id = save();
        String first = snapshots.swap(id, Noise.NONE, Map.of()).retired();
        String second = snapshots.swap(id, Noise.NONE, Map.of()).retired();

        snapshots.dropRetired(1);
        snapshots.close();

        assertThat(admits(first)).isEmpty();
        assertThat(admits(second)).containsExactly("false");
    }

    private SnapshotId save() {
        return snapshots
                .save("one", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                .snapshot()
                .id();
    }

    private List<String> admits(String name) throws SQLException {
        return server.texts("postgres", "SELECT datallowconn::text FROM pg_database WHERE datname = '" + name + "'");
    }

    private List<String> properties() throws SQLException {
        String ours = " FROM pg_database d WHERE datname = '" + database + "'";
        return server.texts(
                "postgres",
                "SELECT datconnlimit || datistemplate::text || pg_get_userbyid(datdba)"
                        + " || shobj_description(oid, 'pg_database')" + ours
                        + " UNION ALL SELECT a::text FROM (SELECT aclexplode(datacl) a" + ours + ") x"
                        + " UNION ALL SELECT setrole || setconfig::text FROM pg_db_role_setting"
                        + " WHERE setdatabase = (SELECT oid" + ours + ") ORDER BY 1");
    }

    private Map<String, String> contents() throws SQLException {
        try (Connection connection = server.connect(database)) {
            return WholeContents.of(connection);
        }
    }
}
