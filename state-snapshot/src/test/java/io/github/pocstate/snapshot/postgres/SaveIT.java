package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.TableChange;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.internal.server.Quote;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.Examiner;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.SavedSnapshot;
import io.github.pocstate.snapshot.postgres.model.Sessions;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.testkit.BusyApplication;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import io.github.pocstate.snapshot.postgres.testkit.WholeContents;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestServer.Resolver.class)
class SaveIT {

    private final TestServer server;
    private final String database;
    private final PostgresSnapshots snapshots;

    SaveIT(TestServer server) throws SQLException {
        this.server = server;
        this.database = server.newDatabase();
        this.snapshots = server.snapshots(database);
    }

    @AfterEach
    void close() {
        snapshots.close();
    }

    @Test
    void aSnapshotIsASealedTemplateWithItsManifest() throws SQLException {
        Manifest saved = snapshots
                .save("phase-1", tables -> new Contents(Map.of("netbox", "4.7.3"), Map.of()), SessionsMay.BE_ENDED)
                .snapshot();

        assertThat(snapshots.list()).containsExactly(saved);
        assertThat(snapshots.find(saved.id())).contains(saved);
        assertThat(snapshots.latest("phase-1")).contains(saved);
        assertThat(snapshots.latest("phase-2")).isEmpty();
        assertThat(saved.application()).containsEntry("netbox", "4.7.3");
        assertThat(saved.bytes()).isPositive();
        assertThat(flags(saved.id())).containsExactly("admits false, template true");
    }

    @Test
    void theFirstSaveEndsSessionsAndLaterOnesDoNot() throws Exception {
        try (BusyApplication busy = new BusyApplication(server, database).start()) {
            SavedSnapshot first = save("one");
            assertThat(first.basedOn()).isEmpty();
            assertThat(first.ended().count()).isPositive();
            busy.awaitAnswers(10);
            int failed = busy.failures().size();
            assertThat(failed).isPositive();

            for (int i = 0; i < 3; i++) {
                SavedSnapshot later = save("two");
                assertThat(later.basedOn()).isPresent();
                assertThat(later.ended()).isEqualTo(Sessions.NONE);
                busy.awaitAnswers(10);
            }

            assertThat(busy.failures()).hasSize(failed);
        }
    }

    @Test
    void aLaterSnapshotEqualsTheLiveDatabase() throws SQLException {
        save("one");
        server.run(
                database,
                "UPDATE device SET status = 'failed' WHERE id <= 7",
                "DELETE FROM journal WHERE entry = 'entry 1'",
                "TRUNCATE cache",
                "SELECT nextval('tickets')");

        SavedSnapshot second = save("two");

        assertThat(second.changes()).contains(new TableChange(new TableName("public", "device"), 0, 7, 0));
        Map<String, String> then = contents();
        server.run(database, "DELETE FROM cable", "UPDATE device SET status = 'other'", "SELECT nextval('tickets')");
        snapshots.restoreInPlace(second.snapshot().id(), Noise.NONE, Examiner.NONE);
        assertThat(contents()).isEqualTo(then);
    }

    @Test
    void theNearestSnapshotIsTheBase() throws SQLException {
        SnapshotId one = save("one").snapshot().id();
        server.run(database, "UPDATE device SET status = 'failed'");
        save("two");
        snapshots.restoreInPlace(one, Noise.NONE, Examiner.NONE);
        server.run(database, "DELETE FROM journal");
        snapshots.swap(one, Noise.NONE, Map.of());

        assertThat(save("three").basedOn()).contains(one);
    }

    @Test
    void twoSavesInOneSecondHaveTwoIds() {
        SnapshotId first = save("one").snapshot().id();
        SnapshotId second = save("one").snapshot().id();

        assertThat(second).isGreaterThan(first);
        assertThat(snapshots.list()).extracting(Manifest::id).containsExactly(first, second);
        assertThat(snapshots.latest("one").map(Manifest::id)).contains(second);
    }

    @Test
    void aSaveThatMustEndSessionsCanBeRefused() {
        assertThatThrownBy(() -> snapshots.save("one", tables -> Contents.NONE, SessionsMay.STAY_ONLY))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("allow the save to end sessions (SessionsMay.BE_ENDED)");
        assertThat(snapshots.list()).isEmpty();
    }

    @Test
    void aNewColumnNeedsASaveThatEndsSessions() throws SQLException {
        save("one");
        server.run(database, "ALTER TABLE device ADD COLUMN more int");

        assertThat(save("two").basedOn()).isEmpty();
        assertThat(save("three").basedOn()).isPresent();
    }

    @Test
    void aDeletedSnapshotIsGoneAtOnceAndItsDatabaseLater() throws SQLException {
        SnapshotId id = save("one").snapshot().id();

        snapshots.delete(id);

        assertThat(snapshots.list()).isEmpty();
        snapshots.close();
        assertThat(flags(id)).isEmpty();
    }

    @Test
    void whatAKilledSaveHasLeftIsRemovedAndForeignDatabasesAreNot() throws SQLException {
        SnapshotId id = SnapshotId.parse("one-20260131T120000Z").orElseThrow();
        String leftover = DatabaseName.snapshot(database, id).toString();
        String foreign = "app.s.one-20260131T120000Z.0000123456";
        server.run(
                "postgres",
                "CREATE DATABASE " + Quote.name(leftover) + " ALLOW_CONNECTIONS false IS_TEMPLATE true",
                "CREATE DATABASE " + Quote.name(foreign));

        save("two");
        snapshots.close();

        assertThat(server.texts("postgres", "SELECT datname FROM pg_database WHERE datname LIKE '%one-20260131%'"))
                .containsExactly(foreign);
        server.run("postgres", "DROP DATABASE " + Quote.name(foreign));
    }

    @Test
    void aPreparedTransactionIsNamedBeforeAnySessionEnds() throws SQLException {
        server.run(database, "BEGIN; DELETE FROM journal; PREPARE TRANSACTION 'held'");
        try {
            assertThatThrownBy(() -> save("one"))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContaining("prepared transaction held");
        } finally {
            server.run(database, "ROLLBACK PREPARED 'held'");
        }
    }

    private SavedSnapshot save(String label) {
        return snapshots.save(label, tables -> Contents.NONE, SessionsMay.BE_ENDED);
    }

    private List<String> flags(SnapshotId id) throws SQLException {
        return server.texts(
                "postgres",
                "SELECT 'admits ' || datallowconn || ', template ' || datistemplate FROM pg_database WHERE datname = '"
                        + DatabaseName.snapshot(database, id) + "'");
    }

    private Map<String, String> contents() throws SQLException {
        try (Connection connection = server.connect(database)) {
            return WholeContents.of(connection);
        }
    }
}
