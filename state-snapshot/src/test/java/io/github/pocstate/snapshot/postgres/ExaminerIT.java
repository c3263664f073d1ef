package io.github.pocstate.snapshot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.TableChange;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.model.Comparison;
import io.github.pocstate.snapshot.postgres.model.Contents;
import io.github.pocstate.snapshot.postgres.model.Examiner;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.SessionsMay;
import io.github.pocstate.snapshot.postgres.testkit.TestServer;
import io.github.pocstate.snapshot.postgres.testkit.WholeContents;
import io.github.pocstate.spi.Row;
import io.github.pocstate.spi.RowDifference;
import io.github.pocstate.spi.Tables;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is seen before and after a restore in place, and what it means to object. */
@ExtendWith(TestServer.Resolver.class)
class ExaminerIT {

    private static final TableName DEVICE = new TableName("public", "device");
    private static final TableName JOURNAL = new TableName("public", "journal");
    private static final TableName SITE = new TableName("public", "site");

    private final TestServer server;
    private final String database;
    private final PostgresSnapshots snapshots;
    private final List<String> calls = new ArrayList<>();

    ExaminerIT(TestServer server) throws SQLException {
        this.server = server;
        this.database = server.newDatabase();
        this.snapshots = server.snapshots(database);
    }

    @AfterEach
    void close() {
        snapshots.close();
    }

    @Test
    void whoeverObjectsBeforeLeavesEverythingAsItIs() throws SQLException {
        SnapshotId id = save();
        change();
        Map<String, String> changed = contents();

        assertThatThrownBy(() -> restore(id, comparison -> object())).hasMessage("no");

        assertThat(contents()).isEqualTo(changed);
    }

    @Test
    void whoeverObjectsToThePresentLeavesEverythingAsItIs() throws SQLException {
        SnapshotId id = save();
        change();
        Map<String, String> changed = contents();

        assertThatThrownBy(() -> restore(id, present(live -> object()))).hasMessage("no");

        assertThat(contents()).isEqualTo(changed);
    }

    @Test
    void whoeverObjectsAfterwardsLeavesEverythingAsItIs() throws SQLException {
        SnapshotId id = save();
        change();
        Map<String, String> changed = contents();

        assertThatThrownBy(() -> restore(id, after(live -> object()))).hasMessage("no");

        assertThat(contents()).isEqualTo(changed);
        assertThat(snapshots.compare(id, Noise.NONE, Examiner.NONE).rows()).isPositive();
    }

    @Test
    void whereNothingDiffersThereIsNothingToSeeAfterwards() {
        SnapshotId id = save();

        restore(id, new Remembering());

        assertThat(calls).containsExactly("present Optional[n]", "before []");
    }

    @Test
    void aComparisonIsSeenBeforehandOnly() throws SQLException {
        SnapshotId id = save();
        run("UPDATE site SET note = 'changed' WHERE id = 1");

        snapshots.compare(id, Noise.NONE, new Remembering());
        restore(id, new Remembering());

        String differs = "before [" + new TableChange(SITE, 0, 1, 0) + "]";
        String present = "present Optional[changed]";
        assertThat(calls).containsExactly(present, differs, present, differs, "after Optional[n]");
    }

    @Test
    void whichTablesHoldWhatTheSnapshotHoldsIsKnownBeforeTheyAreLookedInto() throws SQLException {
        SnapshotId id = save();
        run("UPDATE site SET note = 'changed' WHERE id = 1", "UPDATE device SET status = status WHERE id = 1");
        List<TableName> same = new ArrayList<>();

        restore(id, new Examiner() {
            @Override
            public void present(Tables live, Predicate<TableName> asKept) {
                List.of(SITE, DEVICE, JOURNAL, new TableName("public", "none")).stream()
                        .filter(asKept)
                        .forEach(same::add);
            }

            @Override
            public void before(Comparison comparison) {
                // not looked at
            }
        });

        assertThat(same)
                .as("a row that was written again with the content it had is not known to be equal yet")
                .containsExactly(JOURNAL);
    }

    @Test
    void rowsThatDifferAreSeenWholeAndPaired() throws SQLException {
        SnapshotId id = save();
        run(
                "UPDATE device SET status = 'failed' WHERE id = 1",
                "DELETE FROM cable WHERE a_id = 2",
                "DELETE FROM device WHERE id = 500 AND NOT EXISTS (SELECT FROM cable WHERE a_id = 500)",
                "INSERT INTO device (site_id, name) VALUES (1, 'new')");

        List<RowDifference> rows = new ArrayList<>();
        restore(id, comparison -> rows.addAll(comparison.rows(DEVICE)));

        assertThat(rows)
                .extracting(row -> named(row.live()) + " / " + named(row.kept()))
                .containsExactlyInAnyOrder(
                        "device 1 failed / device 1 planned", "none / device 500 planned", "new planned / none");
        assertThat(rows)
                .filteredOn(row -> row.live().isPresent() && row.kept().isPresent())
                .flatExtracting(row -> row.changed(column -> true))
                .contains("status");
    }

    @Test
    void rowsWithoutAPrimaryKeyAreNotPaired() throws SQLException {
        SnapshotId id = save();
        run("UPDATE journal SET entry = 'other' WHERE ctid = '(0,1)'");

        List<RowDifference> rows = new ArrayList<>();
        restore(id, comparison -> rows.addAll(comparison.rows(JOURNAL)));

        assertThat(rows)
                .hasSize(2)
                .noneMatch(row -> row.live().isPresent() && row.kept().isPresent());
    }

    @Test
    void bothSidesAndTheAttachmentsCanBeRead() throws SQLException {
        SnapshotId id = save();
        run("UPDATE site SET note = 'changed' WHERE id = 1");

        restore(id, comparison -> {
            assertThat(notes(comparison.live())).contains(Optional.of("changed"));
            assertThat(notes(comparison.kept())).doesNotContain(Optional.of("changed"));
            assertThat(comparison.live().columns("site")).containsExactly("id", "name", "note");
            assertThat(comparison.live().columns("nothing")).isEmpty();
            assertThat(text(comparison.attachments().get("queue"))).isEqualTo("one, two");
            calls.add("looked");
        });

        assertThat(calls).containsExactly("looked");
    }

    /** Notes what it was shown. */
    private final class Remembering implements Examiner {

        @Override
        public void present(Tables live, Predicate<TableName> asKept) {
            calls.add("present " + notes(live).get(0));
        }

        @Override
        public void before(Comparison comparison) {
            calls.add("before " + comparison.changes());
        }

        @Override
        public void after(Tables live) {
            calls.add("after " + notes(live).get(0));
        }
    }

    private static Examiner present(Consumer<Tables> look) {
        return new Examiner() {
            @Override
            public void present(Tables live, Predicate<TableName> asKept) {
                look.accept(live);
            }

            @Override
            public void before(Comparison comparison) {
                // not looked at
            }
        };
    }

    private static Examiner after(Consumer<Tables> look) {
        return new Examiner() {
            @Override
            public void before(Comparison comparison) {
                // not looked at
            }

            @Override
            public void after(Tables live) {
                look.accept(live);
            }
        };
    }

    private static void object() {
        throw new IllegalStateException("no");
    }

    private static List<Optional<String>> notes(Tables tables) {
        return tables.read("site", "id", "note").stream()
                .sorted((one, other) -> Long.compare(
                        one.number("id").orElseThrow(), other.number("id").orElseThrow()))
                .map(row -> row.text("note"))
                .toList();
    }

    private static String named(Optional<Row> row) {
        return row.map(values -> values.text("name").orElseThrow() + " "
                        + values.text("status").orElseThrow())
                .orElse("none");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void change() throws SQLException {
        run("UPDATE device SET status = 'failed' WHERE id <= 7", "DELETE FROM journal", "SELECT nextval('tickets')");
    }

    private SnapshotId save() {
        Contents contents = new Contents(Map.of(), Map.of("queue", "one, two".getBytes(StandardCharsets.UTF_8)));
        return snapshots
                .save("phase-1", tables -> contents, SessionsMay.BE_ENDED)
                .snapshot()
                .id();
    }

    private void restore(SnapshotId id, Examiner examiner) {
        snapshots.restoreInPlace(id, Noise.NONE, examiner);
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
