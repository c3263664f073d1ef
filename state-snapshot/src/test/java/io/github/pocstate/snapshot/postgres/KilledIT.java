package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.internal.server.DatabaseName;
import io.github.pocstate.snapshot.postgres.internal.server.Quote;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.Examiner;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.PostgresAddress;
import io.github.pocstate.snapshot.postgres.model.PostgresSettings;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.testkit.KilledProcess;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import io.github.pocstate.snapshot.postgres.testkit.WholeContents;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process killed in the middle leaves a live database under its name, and the next call cleans up. */
@ExtendWith(TestServer.Resolver.class)
class KilledIT {

    private final TestServer server;
    private final String database;
    private final PostgresSnapshots snapshots;

    KilledIT(TestServer server) throws SQLException {
        this.server = server;
        this.database = server.newDatabase();
        this.snapshots = server.snapshots(database);
    }

    @AfterEach
    void close() {
        snapshots.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 60, 150})
    void inTheFirstSave(int millis) throws Exception {
        Map<String, String> before = contents();

        kill("save", millis);

        assertThat(contents()).isEqualTo(before);
        Manifest next = snapshots
                .save("next", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                .snapshot();
        snapshots.close();
        assertThat(ours()).allSatisfy(name -> assertThat(commentOf(name)).isNotNull());
        assertThat(ours()).contains(DatabaseName.snapshot(database, next.id()).toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 40, 100})
    void inALaterSave(int millis) throws Exception {
        snapshots.save("one", tables -> Contents.NONE, SessionsMay.BE_ENDED);
        server.run(database, "UPDATE device SET status = 'failed'");
        Map<String, String> changed = contents();

        kill("save", millis);

        assertThat(contents()).isEqualTo(changed);
        snapshots.save("next", tables -> Contents.NONE, SessionsMay.STAY_ONLY);
        snapshots.close();
        assertThat(ours()).allSatisfy(name -> assertThat(commentOf(name)).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 40, 80})
    void inARestoreInPlace(int millis) throws Exception {
        Map<String, String> before = contents();
        SnapshotId id = snapshots
                .save("one", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                .snapshot()
                .id();
        server.run(database, "UPDATE device SET status = 'failed'", "DELETE FROM journal");
        Map<String, String> changed = contents();

        kill("restore", millis);

        assertThat(contents()).isIn(before, changed);
        snapshots.restoreInPlace(id, Noise.NONE, Examiner.NONE);
        assertThat(contents()).isEqualTo(before);
        assertThat(admits(DatabaseName.snapshot(database, id).toString())).isEqualTo("f");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 15, 40})
    void inASwap(int millis) throws Exception {
        Map<String, String> before = contents();
        SnapshotId id = snapshots
                .save("one", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                .snapshot()
                .id();
        snapshots.prepareSwap(id);
        server.run(database, "UPDATE device SET status = 'failed'", "DELETE FROM journal");
        Map<String, String> changed = contents();

        kill("swap", millis);

        assertThat(contents()).isIn(before, changed);
        snapshots.swap(id, Noise.NONE, Map.of());
        assertThat(contents()).isEqualTo(before);
        assertThat(admits(database)).isEqualTo("t");
    }

    @Test
    void aDoorLeftOpenIsClosedByTheNextCall() throws SQLException {
        SnapshotId id = snapshots
                .save("one", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                .snapshot()
                .id();
        String sealed = DatabaseName.snapshot(database, id).toString();
        server.run("postgres", "ALTER DATABASE " + Quote.name(sealed) + " ALLOW_CONNECTIONS true");

        snapshots.restoreInPlace(id, Noise.NONE, Examiner.NONE);

        assertThat(admits(sealed)).isEqualTo("f");
    }

    /** Runs a verb in a process of its own and kills that after some time. */
    private void kill(String verb, int millis) throws IOException, InterruptedException, SQLException {
        KilledProcess.run(server, database, Victim.class, millis, verb);
    }

    /** The process that is killed. */
    static final class Victim {

        private static final Map<String, Consumer<PostgresSnapshots>> VERBS = Map.of(
                "save", snapshots -> snapshots.save("killed", tables -> Contents.NONE, SessionsMay.BE_ENDED),
                "restore", snapshots -> snapshots.restoreInPlace(newest(snapshots), Noise.NONE, Examiner.NONE),
                "swap", snapshots -> snapshots.swap(newest(snapshots), Noise.NONE, Map.of()));

        private Victim() {}

        public static void main(String[] arguments) {
            try (PostgresSnapshots snapshots =
                    PostgresSnapshots.open(PostgresSettings.of(PostgresAddress.parse(arguments[0])))) {
                snapshots.list();
                System.out.println(KilledProcess.READY);
                VERBS.get(arguments[1]).accept(snapshots);
            }
        }

        private static SnapshotId newest(PostgresSnapshots snapshots) {
            return snapshots.latest("one").orElseThrow().id();
        }
    }

    private List<String> ours() throws SQLException {
        return server.texts("postgres", "SELECT datname FROM pg_database").stream()
                .filter(name -> DatabaseName.parse(database, name).isPresent())
                .toList();
    }

    private String commentOf(String name) throws SQLException {
        return one("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '" + name + "'");
    }

    private String admits(String name) throws SQLException {
        return one("SELECT datallowconn FROM pg_database WHERE datname = '" + name + "'");
    }

    private String one(String query) throws SQLException {
        return server.texts("postgres", query).get(0);
    }

    private Map<String, String> contents() throws SQLException {
        try (Connection connection = server.connect(database)) {
            return WholeContents.of(connection);
        }
    }
}
