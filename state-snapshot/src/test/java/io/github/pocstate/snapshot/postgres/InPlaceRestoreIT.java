package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.TableChange;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.rows.Fingerprinter;
import io.github.pocstate.snapshot.postgres.internal.rows.TableLocks;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.Examiner;
import io.github.pocstate.snapshot.postgres.model.LockTimeoutException;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.PostgresAddress;
import io.github.pocstate.snapshot.postgres.model.PostgresSettings;
import io.github.pocstate.snapshot.postgres.model.RestoredInPlace;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.testkit.BusyApplication;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import io.github.pocstate.snapshot.postgres.testkit.WholeContents;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestServer.Resolver.class)
class InPlaceRestoreIT {

    private static final TableName DEVICE = new TableName("public", "device");

    private final TestServer server;
    private final String database;
    private final PostgresSnapshots snapshots;

    private Map<String, String> before = Map.of();

    InPlaceRestoreIT(TestServer server) throws SQLException {
        this.server = server;
        this.database = server.newDatabase();
        this.snapshots = server.snapshots(database);
    }

    @BeforeEach
    void remember() throws SQLException {
        before = contents();
    }

    @AfterEach
    void close() {
        snapshots.close();
    }

    @Test
    void nothingChangedMeansNothingWritten() {
        SnapshotId id = save();

        assertThat(restore(id).rows()).isZero();
    }

    @Test
    void onlyTheRowsThatDifferAreWritten() throws SQLException {
        SnapshotId id = save();
        run("UPDATE device SET status = 'failed' WHERE id <= 7", "UPDATE link SET kind = kind");

        RestoredInPlace done = restore(id);

        assertThat(done.changes())
                .contains(new TableChange(DEVICE, 0, 7, 0))
                .extracting(TableChange::table)
                .doesNotContain(new TableName("public", "link"));
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void everythingComesBackSequencesIncluded() throws SQLException {
        SnapshotId id = save();
        changeEverything();

        restore(id);

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void rowsWrittenBackAreNotWrittenAgain() throws SQLException {
        SnapshotId id = save();
        changeEverything();

        assertThat(restore(id).rows()).isPositive();
        RestoredInPlace again = restore(id);

        assertThat(again.rows()).isZero();
        assertThat(again.sequences()).isEmpty();
    }

    @Test
    void aTableInAnotherFileIsComparedByContent() throws SQLException {
        SnapshotId id = save();
        run(
                "CLUSTER device USING device_name_key",
                "VACUUM FULL journal",
                "DELETE FROM journal WHERE entry = 'entry 3'");

        assertThat(restore(id).changes())
                .containsExactly(new TableChange(new TableName("public", "journal"), 10, 0, 0));
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void tablesWrittenBackAreKnownToBeEqual() throws SQLException {
        SnapshotId id = save();
        changeEverything();
        try (PostgresSnapshots first = server.snapshots(database)) { // closing it waits for what it does later
            first.restoreInPlace(id, Noise.NONE, Examiner.NONE);
        }
        Manifest known = snapshots.find(id).orElseThrow();

        try (Connection live = server.connect(database)) {
            assertThat(known.differingTables(Fingerprinter.read(live, Noise.NONE)))
                    .isEmpty();
            assertThat(known.twins()).isNotEmpty();
        }
        assertThat(snapshots
                        .save("phase-2", tables -> Contents.NONE, SessionsMay.STAY_ONLY)
                        .changes())
                .isEmpty();
    }

    @Test
    void asManyComparisonsAndRestoresAtATimeAsAnybodyWants() throws Exception {
        SnapshotId id = save();
        Map<String, String> before = contents();
        run("UPDATE site SET note = 'changed' WHERE id = 1");
        ExecutorService threads = Executors.newFixedThreadPool(24);
        try {
            List<Callable<Long>> comparisons = Collections.nCopies(
                    24, () -> snapshots.compare(id, Noise.NONE, Examiner.NONE).rows());
            List<Callable<Long>> restores =
                    Collections.nCopies(24, () -> restore(id).rows());

            assertThat(rows(threads.invokeAll(comparisons))).containsOnly(1L).hasSize(24);
            assertThat(rows(threads.invokeAll(restores)))
                    .as("one of them finds the change")
                    .containsOnlyOnce(1L)
                    .containsOnly(0L, 1L)
                    .hasSize(24);
            assertThat(contents()).isEqualTo(before);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Long> rows(List<Future<Long>> answers) throws Exception {
        List<Long> rows = new ArrayList<>();
        for (Future<Long> answer : answers) {
            rows.add(answer.get());
        }
        return rows;
    }

    @Test
    void restoresOneAfterTheOtherNeedNoMoreRoom() throws SQLException {
        run("INSERT INTO journal SELECT now(), 'many ' || i FROM generate_series(1, 5000) i");
        SnapshotId id = save();
        long bytes = bytesOfJournal();

        for (int time = 0; time < 8; time++) {
            run("DELETE FROM journal");
            try (PostgresSnapshots each = server.snapshots(database)) { // closing it waits for what it does later
                assertThat(each.restoreInPlace(id, Noise.NONE, Examiner.NONE).rows())
                        .isGreaterThan(5000);
            }
        }

        assertThat(bytesOfJournal()).isLessThan(3 * bytes);
    }

    @Test
    void uniqueValuesMaySwap() throws SQLException {
        SnapshotId id = save();
        run(
                "UPDATE site SET name = 'x' WHERE id = 1",
                "UPDATE site SET name = 'site 1' WHERE id = 2",
                "UPDATE site SET name = 'site 2' WHERE id = 1");

        restore(id);

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void triggersFireAfterwardsAsBefore() throws SQLException {
        SnapshotId id = save();
        run("UPDATE device SET status = 'failed'");

        restore(id);

        run("UPDATE device SET weight = 1 WHERE id = 1");
        assertThat(server.texts(database, "SELECT count(*) FROM audit"))
                .as("500 inserts, then two triggers on one update")
                .containsExactly("502");
    }

    @Test
    void noiseIsLeftAlone() throws SQLException {
        SnapshotId id = save();
        run(
                "UPDATE device SET last_used = '2026-02-02', status = 'failed' WHERE id = 3",
                "UPDATE device SET last_used = '2026-02-02' WHERE id = 4",
                "INSERT INTO session VALUES ('new', 5, now())");

        RestoredInPlace done = snapshots.restoreInPlace(id, new SessionsAndLastUse(), Examiner.NONE);

        assertThat(done.changes()).contains(new TableChange(DEVICE, 0, 1, 0));
        assertThat(server.texts(database, "SELECT status FROM device WHERE last_used IS NOT NULL ORDER BY id"))
                .containsExactly("planned", "planned");
        assertThat(server.texts(database, "SELECT device_id FROM session WHERE key = 'new'"))
                .containsExactly("5");
    }

    @Test
    void aLockThatIsNotToBeHadIsToldAndNothingHappens() throws SQLException {
        SnapshotId id = save();
        run("UPDATE device SET status = 'failed' WHERE id = 1");
        try (Connection writer = server.connect(database)) {
            writer.setAutoCommit(false);
            Sql.run(writer, "UPDATE device SET status = 'busy' WHERE id = 2");

            assertThatThrownBy(() -> restore(id))
                    .isInstanceOf(LockTimeoutException.class)
                    .hasMessageContaining("a session holds a lock for too long");
        }
        restore(id);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void anAutovacuumGivesWay() throws SQLException {
        server.run("postgres", "ALTER SYSTEM SET autovacuum_naptime = 1", "SELECT pg_reload_conf()");
        try {
            run(
                    "CREATE TABLE slow (id int PRIMARY KEY, note text) WITH (autovacuum_vacuum_threshold = 0,"
                            + " autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_delay = 100,"
                            + " autovacuum_vacuum_cost_limit = 1)",
                    "INSERT INTO slow SELECT i, repeat('x', 500) FROM generate_series(1, 2000) i");
            SnapshotId id = save();
            run("UPDATE slow SET note = repeat('y', 500)");
            awaitAutovacuumOf("slow");

            assertThat(restore(id).changes()).contains(new TableChange(new TableName("public", "slow"), 0, 2000, 0));
        } finally {
            server.run("postgres", "ALTER SYSTEM RESET autovacuum_naptime", "SELECT pg_reload_conf()");
        }
    }

    private void awaitAutovacuumOf(String table) throws SQLException {
        awaitRow("SELECT 1 FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.granted"
                + " AND a.backend_type = 'autovacuum worker' AND l.mode = 'ShareUpdateExclusiveLock' AND l.relation = '"
                + table + "'::regclass");
    }

    private void awaitRow(String query) throws SQLException {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (server.texts(database, query).isEmpty()) {
            assertThat(System.nanoTime()).as("in time: " + query).isLessThan(deadline);
        }
    }

    @Test
    void inADeadlockTheApplicationIsNotTheOneToFail() throws Exception {
        SnapshotId id = save();
        run("UPDATE site SET note = 'changed'");
        try (Connection writer = server.connect(database);
                PostgresSnapshots patient = patient()) {
            writer.setAutoCommit(false);
            Sql.run(writer, "UPDATE site SET note = 'busy' WHERE id = 2");
            CompletableFuture<RestoredInPlace> restored =
                    CompletableFuture.supplyAsync(() -> patient.restoreInPlace(id, Noise.NONE, Examiner.NONE));
            awaitLockOn("cable");

            Sql.run(writer, "UPDATE cable SET a_id = NULL WHERE id = 2");
            writer.commit();

            assertThat(restored.join().changes()).contains(new TableChange(new TableName("public", "cable"), 0, 1, 0));
        }
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void weGiveWayBeforePostgresqlLooksForDeadlocks() throws SQLException {
        assertThat(server.texts(database, "SELECT setting FROM pg_settings WHERE name = 'deadlock_timeout'"))
                .singleElement()
                .extracting(millis -> Duration.ofMillis(Long.parseLong(millis)))
                .satisfies(usual -> assertThat(TableLocks.GIVE_WAY).isLessThan(usual));
    }

    private PostgresSnapshots patient() {
        PostgresSettings usual = PostgresSettings.of(PostgresAddress.parse(server.url("postgres", database)));
        return PostgresSnapshots.open(new PostgresSettings(
                usual.address(), "postgres", "test", Duration.ofMinutes(1), usual.exclusiveTimeout()));
    }

    /** Until the restore holds one table, and waits for the next. */
    private void awaitLockOn(String table) throws SQLException {
        awaitRow("SELECT 1 FROM pg_locks WHERE granted AND mode = 'ExclusiveLock' AND relation = '" + table
                + "'::regclass");
    }

    @Test
    void theApplicationNoticesNothing() throws Exception {
        try (BusyApplication busy = new BusyApplication(server, database)) {
            SnapshotId id = save();
            busy.start();
            int failed = busy.failures().size();
            for (int i = 0; i < 5; i++) {
                run("UPDATE device SET status = 'failed', note_count = " + i, "DELETE FROM cable WHERE id % 3 = 0");
                restore(id);
                busy.awaitAnswers(10);
            }

            assertThat(busy.failures()).as("those after the first save").hasSize(failed);
        }
    }

    @Test
    void comparingWritesNothing() throws SQLException {
        SnapshotId id = save();
        run("DELETE FROM journal");
        Map<String, String> changed = contents();

        assertThat(snapshots.compare(id, Noise.NONE, Examiner.NONE).changes())
                .containsExactly(new TableChange(new TableName("public", "journal"), 100, 0, 0));
        assertThat(contents()).isEqualTo(changed);
    }

    /** Sessions and the time of last use are noise. */
    private record SessionsAndLastUse() implements Noise {

        private static final Set<String> TABLES = Set.of("session", "audit");

        @Override
        public boolean table(TableName table) {
            return TABLES.contains(table.name());
        }

        @Override
        public boolean column(TableName table, String column) {
            return column.equals("last_used");
        }
    }

    private void changeEverything() throws SQLException {
        run(
                "UPDATE device SET status = 'failed', facts = '{}', tags = NULL, weight = weight + 0.1 WHERE id % 2 = 0",
                "DELETE FROM device WHERE id % 10 = 1 AND id > 20 AND id NOT IN (SELECT a_id FROM cable WHERE a_id IS NOT NULL)",
                "DELETE FROM site WHERE id = 5 AND false",
                "INSERT INTO device (site_id, name) SELECT 1, 'new ' || i FROM generate_series(1, 30) i",
                "DELETE FROM cable WHERE id % 2 = 0",
                "UPDATE link SET \"Right id\" = \"Right id\" + 1000 WHERE left_id < 10",
                "DELETE FROM journal WHERE entry = 'entry 1'",
                "INSERT INTO journal VALUES (now(), 'more'), (now(), 'more')",
                "TRUNCATE cache",
                "UPDATE event SET day = '2026-05-05' WHERE id < 5",
                "DELETE FROM \"Stock\".\"Odd \"\"name\"\"\" WHERE \"Value\" = '3'::money",
                "UPDATE heir SET extra = 'x'",
                "DELETE FROM session WHERE key = 's1'",
                "SELECT nextval('tickets')",
                "ALTER SEQUENCE site_id_seq RESTART WITH 3");
    }

    private SnapshotId save() {
        return snapshots
                .save("phase-1", tables -> new Contents(Map.of("netbox", "4.7.3"), Map.of()), SessionsMay.BE_ENDED)
                .snapshot()
                .id();
    }

    private RestoredInPlace restore(SnapshotId id) {
        return snapshots.restoreInPlace(id, Noise.NONE, Examiner.NONE);
    }

    private long bytesOfJournal() throws SQLException {
        try (Connection connection = server.connect(database)) {
            return Sql.one(connection, row -> row.getLong(1), "SELECT pg_relation_size('journal')");
        }
    }

    private void run(String... statements) throws SQLException {
        server.run(database, statements);
    }

    private Map<String, String> contents() throws SQLException {
        try (Connection connection = server.connect(database)) {
            return WholeContents.of(connection);
        }
    }
}
