package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.Examiner;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.RestoredInPlace;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Large objects are never lost in silence: a restore in place that would have to write them is refused. */
@ExtendWith(TestServer.Resolver.class)
class LargeObjectIT {

    private final TestServer server;
    private final String owner;
    private final String database;

    LargeObjectIT(TestServer server) {
        this.server = server;
        this.owner = server.newName("owner");
        this.database = server.newName("large");
    }

    @BeforeEach
    void makeDatabase() throws SQLException {
        server.run(
                "postgres",
                "CREATE ROLE " + owner + " LOGIN CREATEDB IN ROLE pg_signal_backend",
                "CREATE DATABASE " + database + " OWNER " + owner);
        server.run(
                database,
                "CREATE TABLE thing (id int PRIMARY KEY, name text)",
                "INSERT INTO thing VALUES (1, 'one')",
                "SELECT lo_from_bytea(4711, 'before')",
                "ALTER TABLE thing OWNER TO " + owner);
        server.awaitNobody("datname", database); // the owner may not end a superuser's session
    }

    @Test
    void theSameOnesDoNotHinderARestore() throws SQLException {
        try (PostgresSnapshots snapshots = server.snapshots(database)) {
            SnapshotId id = save(snapshots);
            server.run(database, "UPDATE thing SET name = 'changed'");

            assertThat(restore(snapshots, id).rows()).isEqualTo(1);
        }
    }

    @Test
    void otherOnesComeBackBySwapOnly() throws SQLException {
        try (PostgresSnapshots snapshots = server.snapshots(database)) {
            SnapshotId id = save(snapshots);
            server.run(database, "SELECT lo_put(4711, 0, 'after!')");

            assertThatThrownBy(() -> restore(snapshots, id))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContaining("[pg_catalog.pg_largeobject]")
                    .hasMessageContaining("restore by swap");
            snapshots.swap(id, Noise.NONE, Map.of());
            assertThat(server.texts(database, "SELECT convert_from(lo_get(4711), 'UTF8')"))
                    .containsExactly("before");
        }
    }

    @Test
    void aLaterSaveKeepsThemToo() throws SQLException {
        try (PostgresSnapshots snapshots = server.snapshots(database)) {
            save(snapshots);
            server.run(database, "SELECT lo_put(4711, 0, 'after!')");
            SnapshotId later = save(snapshots);
            server.run(database, "SELECT lo_unlink(4711)");

            snapshots.swap(later, Noise.NONE, Map.of());

            assertThat(server.texts(database, "SELECT convert_from(lo_get(4711), 'UTF8')"))
                    .containsExactly("after!");
        }
    }

    @Test
    void whoMayNotCompareThemIsRefused() throws SQLException {
        try (PostgresSnapshots snapshots = server.snapshots(owner, database)) {
            SnapshotId id = save(snapshots);

            assertThatThrownBy(() -> restore(snapshots, id))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageStartingWith("The database holds 1 large objects, which only a superuser can compare.");
            assertThat(snapshots
                            .save("two", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                            .basedOn())
                    .isEmpty();
        }
    }

    private static RestoredInPlace restore(PostgresSnapshots snapshots, SnapshotId id) {
        return snapshots.restoreInPlace(id, Noise.NONE, Examiner.NONE);
    }

    private static SnapshotId save(PostgresSnapshots snapshots) {
        return snapshots
                .save("one", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                .snapshot()
                .id();
    }
}
