package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.ForeignChanges;
import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.config.Setting;
import io.github.pocstate.snapshot.Snapshot;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.SnapshotReport;
import io.github.pocstate.snapshot.SnapshotReport.Way;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Restores, saves, undone restores and foreign changes in any order, in place and by swap: after each of them the database, table
 * by table and with its sequences, and the queues are as they were kept, or as they were before.
 *
 * <p>Part of the long suite, {@code -Dpocstate.long=true}; {@code -Dpocstate.seed} chooses other ways. Each step alone is tried in
 * every build, by {@link SnapshotIT} and others.
 */
@EnabledIfSystemProperty(named = "pocstate.long", matches = "true")
@OnBreakableLab
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnapshotWalkIT {

    private static final int WALKS = 10;
    private static final int STEPS = 20;
    private static final int MOST_SNAPSHOTS = 6;
    private static final String UNDO = "undo";
    private static final List<Phase> PHASES = List.of(Phase.ZERO, Phase.ONE, Phase.TWO);

    private final BreakableLab lab;
    private final Map<SnapshotId, LabContent> kept = new HashMap<>();
    private PocSession inPlace;
    private PocSession swapping;
    private Random random;
    private Optional<LabContent> undone = Optional.empty();
    private String step = "";

    SnapshotWalkIT(BreakableLab lab) {
        this.lab = lab;
    }

    @BeforeAll
    void keepEachPhase() {
        inPlace = open("in-place");
        swapping = open("swap");
        for (Phase phase : PHASES) {
            lab.reconnectTests();
            lab.goTo(phase);
            inPlace.snapshots().save(phase);
            noteWhatWasKept(content());
        }
    }

    private PocSession open(String way) {
        return PocSession.open(lab.config()
                .set(Setting.POC_STATE_SNAPSHOT_WAY, way)
                .set(Setting.POC_STATE_AUTO_SNAPSHOT, "true")
                .build());
    }

    @AfterAll
    void tidyUp() {
        inPlace.restore(
                Phase.ZERO,
                RestoreOptions.builder().foreign(ForeignChanges.DISCARD).build());
        inPlace.snapshots().list().forEach(snapshot -> inPlace.snapshots().delete(snapshot.id()));
        swapping.close();
        inPlace.close();
        lab.reconnectTests();
        lab.goTo(Phase.ZERO);
    }

    static LongStream seeds() {
        long first = Suite.seed(5);
        return LongStream.range(first, first + WALKS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyStepLeadsWhereItShould(long seed) {
        random = new Random(seed);
        for (int i = 0; i < STEPS; i++) {
            step = "seed " + seed + ", step " + i;
            LabContent before = content();
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> restorePhase(before);
                case 3 -> restoreSnapshot(before);
                case 4 -> undo(before);
                case 5, 6 -> changeSomethingForeign();
                default -> saveOrDelete();
            }
            noteWhatWasKept(before);
        }
    }

    private void restorePhase(LabContent before) {
        Phase phase = any(PHASES);
        boolean undo = random.nextBoolean();
        ForeignChanges wish = any(List.of(ForeignChanges.values()));
        String foreign = foreign();

        RestoreReport report = session()
                .restore(
                        phase, RestoreOptions.builder().foreign(wish).undo(undo).build());

        step += ", " + report.route().reason();
        assertThat(report.verified()).as(step).isTrue();
        assertThat(inPlace.verify(phase).passed()).as(step).isTrue();
        report.snapshot().ifPresent(done -> assertPutBack(done, before, undo));
        if (report.snapshot().isEmpty()) {
            undone = Optional.empty();
        }
        if (wish == ForeignChanges.KEEP) {
            assertThat(foreign()).as(step).isEqualTo(foreign);
        }
    }

    private void restoreSnapshot(LabContent before) {
        Snapshot snapshot = any(inPlace.snapshots().list());
        SnapshotReport done = session().snapshots().restore(snapshot.id(), ForeignChanges.DISCARD);
        step += ", " + done;
        assertPutBack(done, before, true);
    }

    private void assertPutBack(SnapshotReport done, LabContent before, boolean undo) {
        assertThat(content()).as(step).isEqualTo(kept.get(done.snapshot().id()));
        if (done.way() != Way.ALREADY_THERE) {
            undone = undo || done.way() == Way.SWAP ? Optional.of(before) : Optional.empty();
        }
    }

    private void undo(LabContent before) {
        undone.ifPresent(wanted -> {
            step += ", undo: " + session().snapshots().undo();
            assertThat(content()).as(step).isEqualTo(wanted);
            undone = Optional.of(before);
        });
    }

    /** A changed row of a table that no phase writes, and a new one. */
    private void changeSomethingForeign() {
        String some = "walk-" + random.nextInt(Integer.MAX_VALUE);
        lab.reconnectTests();
        lab.under.sql.run("UPDATE dcim_site SET description = ? WHERE id = (SELECT min(id) FROM dcim_site)", some);
        if (random.nextBoolean()) {
            lab.under.sql.run(
                    "INSERT INTO dcim_manufacturer SELECT (jsonb_populate_record(m, jsonb_build_object('name', ?::text,"
                            + " 'slug', ?::text, 'id', nextval(pg_get_serial_sequence('dcim_manufacturer', 'id'))))).*"
                            + " FROM dcim_manufacturer m LIMIT 1",
                    some,
                    some);
        }
    }

    private void saveOrDelete() {
        List<Snapshot> all = inPlace.snapshots().list();
        if (all.size() < MOST_SNAPSHOTS) {
            inPlace.snapshots().save("walk");
        } else {
            SnapshotId id = any(all).id();
            inPlace.snapshots().delete(id);
            undone = id.label().equals(UNDO) ? Optional.empty() : undone;
        }
    }

    /** What a step kept is how the lab is after it, or for an undo how it was before. */
    private void noteWhatWasKept(LabContent before) {
        inPlace.snapshots().list().stream()
                .map(Snapshot::id)
                .filter(id -> !kept.containsKey(id))
                .forEach(id -> kept.put(id, id.label().equals(UNDO) ? before : content()));
    }

    private LabContent content() {
        return ask(sql -> LabContent.of(sql, lab.under.queues));
    }

    private String foreign() {
        return ask(sql ->
                sql.text("SELECT concat_ws(' ', (SELECT string_agg(description, ' ' ORDER BY id) FROM dcim_site),"
                        + " (SELECT string_agg(slug, ' ' ORDER BY slug) FROM dcim_manufacturer))"));
    }

    /** Over a session that is closed again: one that a swap ends and that does not come back would be waited for. */
    private <T> T ask(Function<Sql, T> question) {
        lab.reconnectTests();
        lab.under.waitUntilQuiet();
        T answer = question.apply(lab.under.sql);
        lab.under.sql.close();
        return answer;
    }

    private PocSession session() {
        return random.nextBoolean() ? inPlace : swapping;
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
