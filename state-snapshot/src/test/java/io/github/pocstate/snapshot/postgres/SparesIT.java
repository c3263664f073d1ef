package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clones that are kept ready in the background. */
@ExtendWith(TestServer.Resolver.class)
class SparesIT {

    private final TestServer server;
    private final String database;
    private final PostgresSnapshots snapshots;

    SparesIT(TestServer server) throws SQLException {
        this.server = server;
        this.database = server.newDatabase();
        this.snapshots = server.snapshots(database);
    }

    @AfterEach
    void close() {
        snapshots.close();
    }

    @Test
    void missingClonesAreMadeAndThoseOfOthersDropped() throws SQLException {
        SnapshotId one = save("one");
        SnapshotId two = save("two");
        snapshots.prepareSwap(one);

        snapshots.keepReady(List.of(two), 2);
        await(() -> snapshots.prepared(two) == 2);

        assertThat(snapshots.prepared(one)).isZero();
        snapshots.close();
        assertThat(clones()).hasSize(2);
    }

    @Test
    void aSurplusIsDroppedAndWhatIsReadyStays() throws SQLException {
        SnapshotId id = save("one");
        snapshots.prepareSwap(id);
        snapshots.prepareSwap(id);
        List<String> before = clones();

        snapshots.keepReady(List.of(id), 1);
        snapshots.close();

        assertThat(clones()).hasSize(1);
        assertThat(before).containsAll(clones());
    }

    @Test
    void aSwapTakesOneAndTheNextCallReplacesIt() {
        SnapshotId id = save("one");
        snapshots.keepReady(List.of(id), 1);
        await(() -> snapshots.prepared(id) == 1);

        snapshots.swap(id, Noise.NONE, Map.of());
        assertThat(snapshots.prepared(id)).isZero();

        snapshots.keepReady(List.of(id), 1);
        await(() -> snapshots.prepared(id) == 1);
    }

    @Test
    void aSnapshotThatIsGoneIsNoError() throws SQLException {
        SnapshotId id = save("one");
        snapshots.delete(id);

        snapshots.keepReady(List.of(id), 1);
        snapshots.close();

        assertThat(clones()).isEmpty();
    }

    private static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.onSpinWait();
        }
    }

    private SnapshotId save(String label) {
        return snapshots
                .save(label, tables -> Contents.NONE, SessionsMay.BE_ENDED)
                .snapshot()
                .id();
    }

    private List<String> clones() throws SQLException {
        return server.texts("postgres", "SELECT datname FROM pg_database ORDER BY 1").stream()
                .filter(name -> DatabaseName.parse(database, name)
                        .filter(ours -> ours.kind() == DatabaseName.Kind.SPARE)
                        .isPresent())
                .toList();
    }
}
