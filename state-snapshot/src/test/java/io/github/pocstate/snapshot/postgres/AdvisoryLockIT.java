package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.model.Comparison;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.Examiner;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.SavedSnapshot;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import io.github.pocstate.spi.Tables;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The session of a lock may end before the work does: a server has limits of its own, and people who end idle sessions. */
@ExtendWith(TestServer.Resolver.class)
class AdvisoryLockIT {

    private static final String STATUS = "SELECT DISTINCT status FROM device";

    private final TestServer server;
    private final String database;

    AdvisoryLockIT(TestServer server) throws SQLException {
        this.server = server;
        this.database = server.newDatabase();
    }

    private void endTheirSessions() {
        try {
            assertThat(
                            server.texts(
                                    "postgres",
                                    "SELECT pg_terminate_backend(pid, 30000) FROM pg_locks WHERE locktype = 'advisory' AND granted"))
                    .isNotEmpty()
                    .containsOnly("t");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsDoneStaysDoneWhenTheSessionOfItsLockBroke() throws SQLException {
        try (PostgresSnapshots snapshots = server.snapshots(database)) {
            SnapshotId id = snapshots
                    .save("kept", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                    .snapshot()
                    .id();
            List<String> before = server.texts(database, STATUS);
            for (int time = 0; time < 2; time++) {
                server.run(database, "UPDATE device SET status = 'failed'");

                snapshots.restoreInPlace(id, Noise.NONE, new Examiner() {
                    @Override
                    public void before(Comparison comparison) {
                        // content with all
                    }

                    @Override
                    public void after(Tables live) {
                        endTheirSessions();
                    }
                });

                assertThat(server.texts(database, STATUS)).isEqualTo(before);
            }
        }
    }

    @Test
    void aServerThatEndsIdleSessionsSparesThoseOfLocks() throws SQLException {
        server.run("postgres", "ALTER DATABASE postgres SET idle_session_timeout = 50");
        try (PostgresSnapshots snapshots = server.snapshots(database)) {
            SavedSnapshot saved = snapshots.save(
                    "kept",
                    tables -> {
                        assertThat(areHeldForLongerThanThat()).isTrue();
                        return Contents.NONE;
                    },
                    SessionsMay.BE_ENDED);

            assertThat(snapshots.find(saved.snapshot().id())).isPresent();
        } finally {
            server.run("postgres", "ALTER DATABASE postgres RESET idle_session_timeout");
        }
    }

    private boolean areHeldForLongerThanThat() {
        try {
            server.run("postgres", "SELECT pg_sleep(0.3)");
            return !server.texts("postgres", "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted")
                    .isEmpty();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
