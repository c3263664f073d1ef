package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.pocstate.ForeignChanges;
import io.github.pocstate.ForeignChangesException;
import io.github.pocstate.LabSummary;
import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.SnapshotException;
import io.github.pocstate.Strategy;
import io.github.pocstate.cli.bench.ReadingClient;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Setting;
import io.github.pocstate.lab.LabOfTests;
import io.github.pocstate.plan.Step;
import io.github.pocstate.snapshot.ForeignChange;
import io.github.pocstate.snapshot.Snapshot;
import io.github.pocstate.snapshot.SnapshotReport;
import io.github.pocstate.snapshot.SnapshotReport.Way;
import io.github.pocstate.snapshot.TableChange;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole lab of 601 servers as snapshots, under a NetBox that serves all the while. */
@OnLab
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnapshotIT {

    private static final String NEW_TAG = "snapshot-it";
    private static final int REQUESTS_A_SECOND = 20;
    private static final int BURST = 50;

    private final Map<Phase, LabContent> content = new HashMap<>();
    private LabUnderTest lab;
    private PocSession session;

    /** Each phase over the API once, for all servers; each is kept as a snapshot. */
    @BeforeAll
    void makeEachPhase(LabUnderTest underTest) {
        lab = underTest;
        session = PocSession.open(config().build());
        deleteAll();
        for (Phase phase : List.of(Phase.ZERO, Phase.ONE, Phase.TWO)) {
            RestoreReport report = session.restore(phase);
            assertThat(report.kept().flatMap(Snapshot::phase)).contains(phase.name());
            lab.sql.reconnect(); // the first save has ended all sessions
            lab.waitUntilQuiet();
            content.put(phase, LabContent.of(lab.sql, lab.queues));
        }
    }

    @AfterAll
    void tidyUp() {
        session.restore(
                Phase.ZERO,
                RestoreOptions.builder().foreign(ForeignChanges.DISCARD).build());
        deleteAll();
        session.close();
    }

    private PocConfig.Builder config() {
        return lab.config()
                .database(LabOfTests.variable("NETBOX_DB_URL"))
                .set(Setting.NETBOX_CACHE_URL, LabOfTests.variable("NETBOX_CACHE_URL"));
    }

    private void deleteAll() {
        session.snapshots().list().forEach(snapshot -> session.snapshots().delete(snapshot.id()));
    }

    private RestoreReport bySnapshot(Phase phase) {
        return session.restore(
                phase, RestoreOptions.builder().strategy(Strategy.SNAPSHOT).build());
    }

    private void assertAsKept(Phase phase) {
        assertThat(LabContent.of(lab.sql, lab.queues)).isEqualTo(content.get(phase));
    }

    @Test
    void everyJumpIsMadeInPlaceWithoutOneFailedRequestAndToTheLastRow() throws InterruptedException {
        bySnapshot(Phase.TWO);
        long sessions = sessionsOfNetBox();
        try (ReadingClient client = new ReadingClient(config().build().netBox(), REQUESTS_A_SECOND)) {
            client.begin();
            for (Phase phase : List.of(
                    Phase.ZERO, Phase.ONE, Phase.TWO, Phase.ONE, Phase.ZERO, Phase.TWO, Phase.ZERO, Phase.TWO)) {
                RestoreReport report = bySnapshot(phase);
                SnapshotReport done = report.snapshot().orElseThrow();
                assertThat(report.verified()).isTrue();
                assertThat(done.way()).isEqualTo(Way.IN_PLACE);
                assertThat(done.sessionsEnded()).isZero();
                assertThat(done.rows()).isPositive();
                assertAsKept(phase);
            }
            assertThat(client.failures()).isEmpty();
            assertThat(client.answered()).isPositive();
        }
        assertThat(sessionsOfNetBox()).isGreaterThanOrEqualTo(sessions);
    }

    private long sessionsOfNetBox() {
        return lab.sql.number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND backend_type = 'client backend' AND application_name NOT LIKE 'pocstate%'"
                + " AND pid <> pg_backend_pid()");
    }

    @ParameterizedTest
    @CsvSource({"ZERO", "ONE", "TWO"})
    void theSecondTimeNothingIsWritten(Phase phase) {
        bySnapshot(phase);
        String before = everyRowsWriter();

        RestoreReport report = session.restore(phase);

        assertThat(report.snapshot().map(SnapshotReport::way)).contains(Way.ALREADY_THERE);
        assertThat(report.route().transitions()).isEmpty();
        assertThat(report.changed()).isEmpty();
        assertThat(everyRowsWriter()).isEqualTo(before);
    }

    /** Which transaction wrote each row of what phases are about. */
    private String everyRowsWriter() {
        return List.of(
                        "dcim_device",
                        "dcim_cable",
                        "dcim_cabletermination",
                        "dcim_interface",
                        "ipam_ipaddress",
                        "extras_journalentry",
                        "extras_taggeditem",
                        "core_objectchange")
                .stream()
                .map(table -> lab.sql.text("SELECT md5(string_agg(xmin::text, ',' ORDER BY id)) FROM " + table))
                .toList()
                .toString();
    }

    @Test
    void oneServerThatChangedIsOneRowPutBack() {
        bySnapshot(Phase.ONE);
        lab.setStatus(lab.server(0), "staged");

        SnapshotReport done = session.restore(Phase.ONE).snapshot().orElseThrow();

        assertThat(done.tables())
                .filteredOn(table -> table.table().name().equals("dcim_device"))
                .extracting(TableChange::rows)
                .containsExactly(1L);
        assertAsKept(Phase.ONE);
    }

    @Test
    void aDryRunTellsTheRowsOfEachTableAndWritesNothing() {
        bySnapshot(Phase.TWO);
        String before = everyRowsWriter();

        RestoreReport report = session.restore(
                Phase.ZERO, RestoreOptions.builder().dryRun(true).build());

        assertThat(report.route().transitions()).singleElement().asString().startsWith("snapshot phase-0-");
        assertThat(report.plan().steps())
                .flatExtracting(Step::changes)
                .extracting(change -> change.subject())
                .contains(
                        "dcim_device",
                        "dcim_cabletermination",
                        "ipam_ipaddress",
                        "netbox:phase2:update_server_prod_nics");
        assertThat(everyRowsWriter()).isEqualTo(before);
        assertThat(session.plan(Phase.ZERO)).hasToString(report.plan().toString());
    }

    @Test
    void whatNetBoxAnswersIsWhatTheDatabaseHolds() {
        bySnapshot(Phase.ONE);
        bySnapshot(Phase.TWO);

        assertThat(session.verify(Phase.TWO).passed()).isTrue();
        assertThat(session.verify(Phase.ONE).passed()).isFalse();
    }

    @Test
    void theReportCountsTheServersBeforeAndAfterAsTheApiDoes() {
        bySnapshot(Phase.TWO);
        LabSummary before = session.status(RestoreOptions.DEFAULT).summary();

        RestoreReport report = bySnapshot(Phase.ZERO);

        assertThat(report.before()).isEqualTo(before);
        assertThat(report.after())
                .isEqualTo(session.status(RestoreOptions.DEFAULT).summary());
    }

    @Test
    void tokensAndSessionsMadeSinceStayValid() {
        bySnapshot(Phase.ONE);
        lab.sql.run(
                "INSERT INTO django_session (session_key, session_data, expire_date) VALUES ('since-it', 'x', now())");
        try {
            bySnapshot(Phase.TWO);
            assertThat(lab.sql.number("SELECT count(*) FROM django_session WHERE session_key = 'since-it'"))
                    .isOne();
        } finally {
            lab.sql.run("DELETE FROM django_session WHERE session_key = 'since-it'");
        }
    }

    @Nested
    class ForeignRows {

        private void makeTag() {
            lab.makeTag(NEW_TAG);
        }

        private long tags() {
            return lab.sql.number("SELECT count(*) FROM extras_tag WHERE slug = ?", NEW_TAG);
        }

        private void removeTag() {
            session.restore(
                    Phase.ONE,
                    RestoreOptions.builder().foreign(ForeignChanges.DISCARD).build());
        }

        @Test
        void areListedAndRefusedByTheSnapshotStrategy() {
            bySnapshot(Phase.ONE);
            makeTag();

            assertThatThrownBy(() -> bySnapshot(Phase.ZERO))
                    .isInstanceOfSatisfying(
                            ForeignChangesException.class,
                            refused -> assertThat(refused.changes())
                                    .extracting(ForeignChange::table, ForeignChange::count)
                                    .contains(tuple("extras_tag", 1L)))
                    .hasMessageContaining(NEW_TAG);
            assertThat(tags()).isOne();
            removeTag();
        }

        @Test
        void goWhenTheCallerSaysSoAndComeBackByUndo() {
            bySnapshot(Phase.ONE);
            makeTag();

            RestoreReport report = session.restore(
                    Phase.ZERO,
                    RestoreOptions.builder()
                            .foreign(ForeignChanges.DISCARD)
                            .undo(true)
                            .build());

            assertThat(report.snapshot().orElseThrow().foreign())
                    .extracting(ForeignChange::table)
                    .contains("extras_tag");
            assertAsKept(Phase.ZERO);
            session.snapshots().undo();
            assertThat(tags()).isOne();
            assertThat(session.verify(Phase.ONE).passed()).isTrue();
            session.snapshots().undo();
            assertAsKept(Phase.ZERO);
            removeTag();
        }

        @Test
        void stayAndTheWayIsTheApi() {
            bySnapshot(Phase.ONE);
            makeTag();

            RestoreReport report = session.restore(Phase.ONE);

            assertThat(report.foreign()).extracting(ForeignChange::table).contains("extras_tag");
            assertThat(report.snapshot()).isEmpty();
            assertThat(tags()).isOne();
            assertThat(report.kept()).isPresent();
            assertThat(session.restore(Phase.ONE).snapshot().map(SnapshotReport::way))
                    .contains(Way.ALREADY_THERE);
            session.snapshots().delete(report.kept().orElseThrow().id());
            removeTag();
        }

        @Test
        void aRenamedSiteAndAForeignJournalEntryAndARecabledServerCount() {
            bySnapshot(Phase.ONE);
            lab.sql.run(
                    "UPDATE dcim_site SET description = 'changed by hand' WHERE id = (SELECT min(id) FROM dcim_site)");
            lab.rest.create(
                    "extras/journal-entries/",
                    Map.of(
                            "assigned_object_type",
                            "dcim.device",
                            "assigned_object_id",
                            lab.server(1).id(),
                            "comments",
                            "by hand"));
            lab.setFarEnd(lab.row(lab.server(2)).higher().id(), List.of());

            assertThatThrownBy(() -> bySnapshot(Phase.ONE))
                    .isInstanceOfSatisfying(
                            ForeignChangesException.class,
                            refused -> assertThat(refused.changes())
                                    .extracting(ForeignChange::table)
                                    .contains("dcim_site", "extras_journalentry", "dcim_cabletermination"))
                    .hasMessageContaining("description changed");
            session.restore(
                    Phase.ONE,
                    RestoreOptions.builder().foreign(ForeignChanges.DISCARD).build());
            assertAsKept(Phase.ONE);
        }
    }

    @Test
    void aSwapEndsSessionsWakesNetBoxUpAndLeavesNoFailedRequest() {
        bySnapshot(Phase.ZERO);
        lab.sql.close(); // the sessions that a swap ends here are NetBox's, and all of them come back
        try (PocSession swapping = PocSession.open(
                config().set(Setting.POC_STATE_SNAPSHOT_WAY, "swap").build())) {
            SnapshotReport done = swapping.restore(Phase.TWO).snapshot().orElseThrow();

            assertThat(done.way()).isEqualTo(Way.SWAP);
            assertThat(done.sessionsEnded()).isPositive();
            assertThat(done.requests()).isGreaterThanOrEqualTo(done.failedRequests());
            assertNoRequestFails();
            lab.sql.reconnect();
            assertAsKept(Phase.TWO);
            lab.sql.close();
            assertThat(swapping.snapshots().undo().way()).isEqualTo(Way.SWAP);
            lab.sql.reconnect();
            assertAsKept(Phase.ZERO);
            assertNoRequestFails();
        }
    }

    private void assertNoRequestFails() {
        assertThat(lab.rest.statuses("dcim/devices/?limit=1", BURST))
                .hasSize(BURST)
                .containsOnly(200);
    }

    @Test
    void aSnapshotTravelsInAFile(@TempDir Path directory) {
        bySnapshot(Phase.TWO);
        Snapshot kept = session.snapshots().latest(Phase.TWO).orElseThrow();
        Path file = directory.resolve("two.zip");

        session.snapshots().export(kept.id(), file);
        session.snapshots().delete(kept.id());
        bySnapshot(Phase.ZERO);
        Snapshot imported = session.snapshots().importFrom(file);

        assertThat(imported.id()).isEqualTo(kept.id());
        assertThat(imported.phase()).contains("TWO");
        bySnapshot(Phase.TWO);
        assertAsKept(Phase.TWO);
    }

    @Test
    void aPhaseThatTheLabIsNotInIsNotSaved() {
        bySnapshot(Phase.ONE);
        Set<Snapshot> before = Set.copyOf(session.snapshots().list());

        assertThatThrownBy(() -> session.snapshots().save(Phase.TWO))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("The lab is not in phase TWO: ");

        assertThat(session.snapshots().list()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void aSnapshotFromBeforeAMigrationIsRefused() {
        bySnapshot(Phase.ONE);
        lab.sql.run(
                "INSERT INTO django_migrations (app, name, applied) VALUES ('dcim', '9999_from_the_future', now())");
        try {
            assertThatThrownBy(() -> bySnapshot(Phase.TWO))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContaining("another version of NetBox");
        } finally {
            lab.sql.run("DELETE FROM django_migrations WHERE name = '9999_from_the_future'");
        }
    }

    @Test
    void aJobOfTheSnapshotDoesNotComeBackToBlockItsSuccessor() {
        bySnapshot(Phase.ONE);
        long jobs = lab.sql.number("SELECT count(*) FROM core_job");

        bySnapshot(Phase.TWO);

        assertThat(lab.sql.number("SELECT count(*) FROM core_job")).isEqualTo(jobs);
    }
}
