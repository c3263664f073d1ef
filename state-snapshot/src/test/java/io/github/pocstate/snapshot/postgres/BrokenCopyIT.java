package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.pocstate.PocStateException;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.Examiner;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Copies of rows of which one side fails: the call ends, and all locks are free. */
@ExtendWith(TestServer.Resolver.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokenCopyIT {

    private static final String ONE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE ?"
            + " AND state = 'active' AND application_name = 'pocstate' AND datname LIKE 'app%' LIMIT 1";

    /** All of ours, as when the server goes down. */
    private static final String EACH =
            "SELECT pg_terminate_backend(s.pid) FROM pg_stat_activity s JOIN pg_stat_activity busy"
                    + " ON busy.query LIKE ? AND busy.state = 'active' AND busy.application_name = 'pocstate'"
                    + " AND busy.datname LIKE 'app%' WHERE s.application_name = 'pocstate'";

    private static final String MANY = "INSERT INTO many SELECT i, repeat('x', 90) FROM generate_series(1, 400000) i";

    private final TestServer server;
    private final String database;
    private final PostgresSnapshots snapshots;

    BrokenCopyIT(TestServer server) throws SQLException {
        this.server = server;
        this.database = server.newDatabase();
        this.snapshots = server.snapshots(database);
        server.run(database, "CREATE TABLE many (id int PRIMARY KEY, name text)");
    }

    @AfterEach
    void close() {
        snapshots.close();
    }

    @Test
    void aRestoreWhoseReaderIsEndedFailsAndReleasesItsLocks() throws Exception {
        server.run(database, MANY);
        SnapshotId id = save();
        server.run(database, "TRUNCATE many");

        assertThat(endedDuring("COPY (SELECT \"id\", %", () -> restore(id)))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("ended during a COPY, and PostgreSQL's log says why");

        assertFree();
        restore(id);
        assertThat(rows()).isEqualTo("400000");
    }

    @Test
    void aRestoreWithAllItsSessionsEndedFailsAndReleasesItsLocks() throws Exception {
        server.run(database, MANY);
        SnapshotId id = save();
        server.run(database, "TRUNCATE many");

        assertThat(endedDuring(EACH, "COPY (SELECT \"id\", %", () -> restore(id)))
                .isInstanceOf(UnreachableException.class);

        assertFree();
        restore(id);
        assertThat(rows()).isEqualTo("400000");
    }

    @Test
    void aRestoreWhoseWriterIsEndedFailsAndReleasesItsLocks() throws Exception {
        server.run(database, MANY);
        SnapshotId id = save();
        server.run(database, "TRUNCATE many");

        assertThat(endedDuring("COPY \"public\".\"many\" %FROM STDIN%", () -> restore(id)))
                .isInstanceOf(UnreachableException.class);

        assertFree();
        assertThat(rows()).isEqualTo("0");
    }

    @Test
    void aComparisonOfWhichOneSideIsEndedFailsAndReleasesItsLocks() throws Exception {
        server.run(database, MANY);
        SnapshotId id = save();
        server.run(database, "UPDATE many SET name = 'other' WHERE id % 2 = 0");

        assertThat(endedDuring("COPY (SELECT ctid, %", () -> restore(id))).isInstanceOf(UnreachableException.class);

        assertFree();
        restore(id);
    }

    @Test
    void aSaveWhoseReaderIsEndedFailsAndLeavesNothing() throws Exception {
        save();
        server.run(database, MANY);

        assertThat(endedDuring("COPY (SELECT \"id\", %", this::save)).isInstanceOf(UnreachableException.class);

        assertFree();
        assertThat(snapshots.list()).hasSize(1);
        save();
    }

    @Test
    void aSaveWhoseWriterIsEndedFailsAndLeavesNothing() throws Exception {
        save();
        server.run(database, MANY);

        assertThat(endedDuring("COPY \"public\".\"many\" %FROM STDIN%", this::save))
                .isInstanceOf(UnreachableException.class);

        assertFree();
        assertThat(snapshots.list()).hasSize(1);
        save();
    }

    @Test
    void anExportWhoseSessionIsEndedFailsAndLeavesNoFile(@TempDir Path folder) throws Exception {
        server.run(database, MANY);
        SnapshotId id = save();
        Path file = folder.resolve("one.pocstate");

        assertThat(endedDuring("COPY \"public\".\"many\" %TO STDOUT%", () -> snapshots.export(id, file)))
                .isInstanceOf(PocStateException.class);

        assertFree();
        assertThat(file).doesNotExist();
        snapshots.export(id, file);
        assertThat(file).isRegularFile();
    }

    @Test
    void anImportWhoseSessionIsEndedFailsAndLeavesNothing(@TempDir Path folder) throws Exception {
        server.run(database, MANY);
        SnapshotId id = save();
        Path file = folder.resolve("one.pocstate");
        snapshots.export(id, file);
        snapshots.delete(id);
        save();

        assertThat(endedDuring(
                        "COPY \"public\".\"many\" %FROM STDIN%",
                        () -> snapshots.importFrom(file, contents -> contents, SessionsMay.STAY_ONLY)))
                .isInstanceOf(PocStateException.class);

        assertFree();
        assertThat(snapshots.find(id)).isEmpty();
        snapshots.importFrom(file, contents -> contents, SessionsMay.STAY_ONLY);
        assertThat(snapshots.find(id)).isPresent();
    }

    @Test
    void bytesThatAreNoCharactersComeBackAsTheyWere() throws Exception {
        String ascii = server.newName("ascii");
        server.run(
                "postgres",
                "CREATE DATABASE " + ascii + " TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'");
        server.run(
                ascii,
                "CREATE TABLE place (id int PRIMARY KEY, name text)",
                "INSERT INTO place VALUES (1, convert_from('\\x5ae9', 'SQL_ASCII')), (2, 'plain')");
        server.awaitNobody("datname", ascii);
        try (PostgresSnapshots ofAscii = server.snapshots(ascii)) {
            SnapshotId id = ofAscii.save("one", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                    .snapshot()
                    .id();
            server.run(ascii, "DELETE FROM place");

            assertThat(ofAscii.restoreInPlace(id, Noise.NONE, Examiner.NONE).rows())
                    .isEqualTo(2);

            String bytes = "SELECT encode(convert_to(name, 'SQL_ASCII'), 'hex') FROM place WHERE id = 1";
            assertThat(server.texts(ascii, bytes)).containsExactly("5ae9");
        }
    }

    @Test
    void aFileOfTextsThatAreNoCharactersIsRefusedInTheServersWords(@TempDir Path folder) throws Exception {
        String ascii = server.newName("ascii");
        server.run(
                "postgres",
                "CREATE DATABASE " + ascii + " TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'");
        server.run(
                ascii,
                "CREATE TABLE place (id int PRIMARY KEY, name text)",
                "INSERT INTO place VALUES (1, convert_from('\\x5ae9', 'SQL_ASCII'))");
        server.awaitNobody("datname", ascii);
        try (PostgresSnapshots ofAscii = server.snapshots(ascii)) {
            SnapshotId id = ofAscii.save("one", tables -> Contents.NONE, SessionsMay.BE_ENDED)
                    .snapshot()
                    .id();

            assertThat(catchThrowable(() -> ofAscii.export(id, folder.resolve("one.pocstate"))))
                    .isInstanceOf(PocStateException.class)
                    .hasMessageContaining("invalid byte sequence for encoding \"UTF8\": 0xe9");
        }
    }

    @Test
    void aComparisonDoesNotWaitForASessionThatLocksATable() throws Exception {
        SnapshotId id = save();
        try (Connection migration = server.connect(database)) {
            migration.setAutoCommit(false);
            Sql.run(migration, "LOCK TABLE many IN ACCESS EXCLUSIVE MODE");

            assertThat(catchThrowable(() -> snapshots.compare(id, Noise.NONE, Examiner.NONE)))
                    .hasMessageContaining("lock timeout");
        }
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

    /** What a verb throws when the session of ours that runs a statement is ended during it. */
    private Throwable endedDuring(String statement, Runnable verb) throws Exception {
        return endedDuring(ONE, statement, verb);
    }

    private Throwable endedDuring(String end, String statement, Runnable verb) throws Exception {
        CompletableFuture<Throwable> thrown = CompletableFuture.supplyAsync(() -> catchThrowable(verb::run));
        try (Connection connection = server.connect("postgres")) {
            boolean ended = false;
            while (!ended && !thrown.isDone()) {
                ended = !Sql.list(connection, row -> "", end, statement).isEmpty();
                LockSupport.parkNanos(200_000);
            }
            assertThat(ended).as("a session was ended").isTrue();
        }
        return thrown.get(1, TimeUnit.MINUTES);
    }

    private void assertFree() throws SQLException {
        try (Connection writer = server.connect(database)) {
            Sql.run(writer, "SET lock_timeout = '5s'");
            Sql.run(writer, "INSERT INTO journal VALUES (now(), 'free'); DELETE FROM journal WHERE entry = 'free'");
            Sql.run(writer, "BEGIN; LOCK TABLE many IN ACCESS EXCLUSIVE MODE; ROLLBACK");
        }
        assertThat(server.texts("postgres", "SELECT 'held' FROM pg_locks WHERE locktype = 'advisory' AND granted"))
                .isEmpty();
    }

    private String rows() throws SQLException {
        return server.texts(database, "SELECT count(*) FROM many").get(0);
    }
}
