package io.github.pocstate.cli.bench;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.Strategy;
import io.github.pocstate.cli.bench.Recipe.Done;
import io.github.pocstate.cli.bench.Recipe.Question;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.SnapshotReport;
import io.github.pocstate.snapshot.SnapshotReport.Way;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/** The ways that are measured, on a lab whose phases are kept as snapshots; not thread-safe. */
final class Recipes {

    /** What the others are compared with. */
    static final String TEMPLATE = "drop and clone from a template";

    static final String DUMP = "drop, create and pg_restore";

    private final BenchLab lab;
    private final Map<Phase, Question> questions;
    private final int rounds;

    /**
     * Recipes of a lab.
     *
     * @param lab the lab, each of whose phases is kept
     * @param questions for each phase, which devices have its status
     * @param rounds how often each way is measured
     */
    Recipes(BenchLab lab, Map<Phase, Question> questions, int rounds) {
        this.lab = lab;
        this.questions = Map.copyOf(questions);
        this.rounds = rounds;
    }

    /** In place: one changed device, and jumps between phases. */
    List<Recipe> inPlace() {
        return List.of(
                oneDevice(),
                jump(Phase.TWO, Phase.ZERO),
                jump(Phase.ZERO, Phase.TWO),
                jump(Phase.ONE, Phase.TWO),
                jump(Phase.TWO, Phase.ONE));
    }

    private Recipe oneDevice() {
        lab.goTo(Phase.ONE);
        Jdbi database = lab.database().live();
        long device =
                database.withHandle(handle -> handle.select("SELECT min(id) FROM dcim_device WHERE status = 'planned'")
                        .mapTo(Long.class)
                        .one());
        return new Recipe(
                "in place, 1 changed device",
                Phase.ONE,
                () -> database.useHandle(
                        handle -> handle.execute("UPDATE dcim_device SET status = 'staged' WHERE id = ?", device)),
                new Question(new DeviceQuery("planned", OptionalLong.of(device)), 1),
                false,
                rounds,
                () -> bySnapshot(lab.inPlace(), Phase.ONE, Way.IN_PLACE),
                Recipes::nothing);
    }

    private Recipe jump(Phase from, Phase to) {
        return new Recipe(
                "in place, " + from.name() + " to " + to.name(),
                from,
                Recipes::nothing,
                question(to),
                false,
                rounds,
                () -> bySnapshot(lab.inPlace(), to, Way.IN_PLACE),
                Recipes::nothing);
    }

    /** By swap: all of it; then the database alone, and of it the time in which nobody can connect. */
    List<Recipe> swaps() {
        return List.of(
                fromTwoToZero(
                        "swap, TWO to ZERO",
                        () -> lab.makeClone(Phase.ZERO),
                        true,
                        rounds,
                        () -> bySnapshot(lab.swapping(), Phase.ZERO, Way.SWAP)),
                fromTwoToZero(
                                "swap, TWO to ZERO, the database alone",
                                () -> lab.makeClone(Phase.ZERO),
                                true,
                                rounds,
                                this::swapDatabase)
                        .tidiedUpBy(lab::wakeNetBox));
    }

    /** What people do today: drop the database and clone it from a template. */
    Recipe template() {
        return fromTwoToZero(TEMPLATE, Recipes::nothing, false, rounds, () -> timed(lab.database()::replaceByGolden))
                .tidiedUpBy(lab::wakeNetBox);
    }

    /** What people do today: drop the database and restore a dump. Its tables are others then than those of the snapshots. */
    Recipe dump(DumpFile file) {
        Supplier<Done> restore = () -> timed(() -> {
            lab.database().replaceByEmpty();
            file.restore();
        });
        return fromTwoToZero(DUMP, Recipes::nothing, false, rounds, restore).tidiedUpBy(() -> {
            lab.database().replaceByGolden();
            lab.wakeNetBox();
        });
    }

    /** What people do today: the API; as fast as this library does it. */
    Recipe api(int times) {
        return fromTwoToZero("over the API, TWO to ZERO", Recipes::nothing, false, times, () -> {
            lab.inPlace().restore(Phase.ZERO, BenchLab.by(Strategy.API));
            return Done.UNTOLD;
        });
    }

    private Recipe fromTwoToZero(
            String name, Runnable prepare, boolean askedMeanwhile, int times, Supplier<Done> restore) {
        return new Recipe(
                name, Phase.TWO, prepare, question(Phase.ZERO), askedMeanwhile, times, restore, Recipes::nothing);
    }

    private static void nothing() {}

    private Question question(Phase phase) {
        return Optional.ofNullable(questions.get(phase)).orElseThrow();
    }

    private static Done bySnapshot(PocSession session, Phase phase, Way way) {
        RestoreReport report = session.restore(phase, BenchLab.by(Strategy.SNAPSHOT));
        SnapshotReport done = report.snapshot().orElseThrow();
        if (done.way() != way) {
            throw new IllegalStateException("Not the way to be measured, which is " + way + ": " + done);
        }
        return new Done(Optional.of(done.duration()), done.rows());
    }

    private Done swapDatabase() {
        SnapshotId id = lab.snapshot(Phase.ZERO);
        return new Done(
                Optional.of(lab.postgres().swap(id, lab.liveTables(), Map.of()).closed()), 0);
    }

    private static Done timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return new Done(Optional.of(Duration.ofNanos(System.nanoTime() - start)), 0);
    }
}
