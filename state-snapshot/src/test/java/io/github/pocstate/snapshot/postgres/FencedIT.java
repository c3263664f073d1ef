package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pocstate.Problem;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.Examiner;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.PostgresAddress;
import io.github.pocstate.snapshot.postgres.model.PostgresSettings;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever loses the right to write while they work leaves everything as it was. */
@ExtendWith(TestServer.Resolver.class)
class FencedIT {

    private final TestServer server;
    private final AtomicInteger passes = new AtomicInteger(Integer.MAX_VALUE);
    private String database;
    private PostgresSnapshots snapshots;

    FencedIT(TestServer server) {
        this.server = server;
    }

    @BeforeEach
    void open() throws SQLException {
        database = server.newDatabase();
        snapshots = PostgresSnapshots.open(
                PostgresSettings.of(PostgresAddress.parse(server.url("postgres", database))), () -> {
                    if (passes.getAndDecrement() <= 0) {
                        throw new UnfitLabException(new Problem("The lock was lost.", "here", "again"));
                    }
                });
    }

    @AfterEach
    void close() {
        snapshots.close();
    }

    private SnapshotId save() {
        return snapshots
                .save("kept", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                .snapshot()
                .id();
    }

    private void change() throws SQLException {
        server.run(database, "CREATE TABLE IF NOT EXISTS fenced (id int PRIMARY KEY)");
    }

    private List<String> rows() throws SQLException {
        return server.texts(database, "SELECT id::text FROM fenced ORDER BY id");
    }

    private void assertLost(ThrowingCallable call) {
        assertThatExceptionOfType(UnfitLabException.class)
                .isThrownBy(call)
                .withMessageStartingWith("The lock was lost.");
    }

    @Test
    void aRestoreInPlaceIsTakenBackBeforeItsCommit() throws SQLException {
        change();
        SnapshotId id = save();
        server.run(database, "INSERT INTO fenced VALUES (1)");
        passes.set(0);

        assertLost(() -> snapshots.restoreInPlace(id, Noise.NONE, Examiner.NONE));
        assertThat(rows()).containsExactly("1");

        passes.set(Integer.MAX_VALUE);
        snapshots.restoreInPlace(id, Noise.NONE, Examiner.NONE);
        assertThat(rows()).isEmpty();
    }

    @Test
    void aRestoreThatHasNothingToWriteIsNotHindered() throws SQLException {
        change();
        SnapshotId id = save();
        passes.set(0);

        assertThat(snapshots.restoreInPlace(id, Noise.NONE, Examiner.NONE).changes())
                .isEmpty();
    }

    @Test
    void aSwapLeavesTheDatabaseUnderItsName() throws SQLException {
        change();
        SnapshotId id = save();
        server.run(database, "INSERT INTO fenced VALUES (1)");
        for (int passed = 0; passed < 2; passed++) {
            passes.set(passed);

            assertLost(() -> snapshots.swap(id, Noise.NONE, Map.of()));
            assertThat(rows()).containsExactly("1");
            assertThat(snapshots.retired()).isEmpty();
        }
        passes.set(Integer.MAX_VALUE);
        snapshots.swap(id, Noise.NONE, Map.of());
        assertThat(rows()).isEmpty();
    }

    @Test
    void aSaveLeavesNoSnapshot() throws SQLException {
        change();
        for (int passed = 0; passed < 2; passed++) {
            passes.set(passed);

            assertLost(this::save);
            assertThat(snapshots.list()).isEmpty();
        }
        passes.set(Integer.MAX_VALUE);
        save();
        server.run(database, "INSERT INTO fenced VALUES (1)");
        passes.set(0);
        assertLost(this::save);
        assertThat(snapshots.list()).hasSize(1);
    }

    @Test
    void aSnapshotIsNotDeleted() throws SQLException {
        change();
        SnapshotId id = save();
        passes.set(0);

        assertLost(() -> snapshots.delete(id));
        assertThat(snapshots.find(id)).isPresent();
    }
}
