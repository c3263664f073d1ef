package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.SnapshotException;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.internal.catalog.ManifestJson;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.internal.server.Quote;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.Examiner;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.ServerMark;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Snapshots that do not fit the database any more. */
@ExtendWith(TestServer.Resolver.class)
class UnfitSnapshotIT {

    private final TestServer server;
    private final String database;
    private final PostgresSnapshots snapshots;

    UnfitSnapshotIT(TestServer server) throws SQLException {
        this.server = server;
        this.database = server.newDatabase();
        this.snapshots = server.snapshots(database);
    }

    @AfterEach
    void close() {
        snapshots.close();
    }

    @Test
    void anotherColumnIsRefused() throws SQLException {
        SnapshotId id = save();
        run("ALTER TABLE device ADD COLUMN more int");

        assertThatThrownBy(() -> restore(id))
                .isInstanceOf(SnapshotException.class)
                .hasMessageStartingWith(
                        "The database has other tables, columns, constraints or triggers than the snapshot.");
    }

    @Test
    void aSnapshotOfAnotherCollationIsRefused() throws SQLException {
        SnapshotId id = save();
        run("DELETE FROM journal");
        String name = DatabaseName.snapshot(database, id).toString();
        run("UPDATE pg_database SET datcollversion = '0.1' WHERE datname = '" + name + "'");

        for (Consumer<SnapshotId> verb : List.<Consumer<SnapshotId>>of(
                this::restore,
                wanted -> snapshots.compare(wanted, Noise.NONE, Examiner.NONE),
                wanted -> snapshots.swap(wanted, Noise.NONE, Map.of()))) {
            assertThatThrownBy(() -> verb.accept(id))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageStartingWith("The snapshot's texts are sorted by collation version [0.1]")
                    .hasMessageContaining("ALTER DATABASE " + Quote.name(name) + " REFRESH COLLATION VERSION");
        }
        assertThat(server.texts(database, "SELECT count(*) FROM journal")).containsExactly("0");
    }

    @Test
    void aSnapshotOfAnotherPostgresIsRefused() throws SQLException {
        SnapshotId id = save();
        String name = DatabaseName.snapshot(database, id).toString();
        Manifest saved = snapshots.find(id).orElseThrow();
        Manifest older = new Manifest(
                id,
                saved.who(),
                new ServerMark(14, saved.server().collationVersion()),
                saved.fingerprint(),
                saved.twins(),
                saved.bytes(),
                saved.application());
        run("COMMENT ON DATABASE " + Quote.name(name) + " IS " + Quote.text(ManifestJson.write(older)));

        assertThatThrownBy(() -> restore(id))
                .isInstanceOf(SnapshotException.class)
                .hasMessageStartingWith("The snapshot is of PostgreSQL 14, and the server is ");
    }

    private SnapshotId save() {
        return snapshots
                .save("one", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                .snapshot()
                .id();
    }

    private void restore(SnapshotId id) {
        snapshots.restoreInPlace(id, Noise.NONE, Examiner.NONE);
    }

    private void run(String... statements) throws SQLException {
        server.run(database, statements);
    }
}
