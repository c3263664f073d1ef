package io.github.pocstate.junit;

import io.github.pocstate.PocSession;
import io.github.pocstate.Problem;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.snapshot.ForeignChange;
import io.github.pocstate.snapshot.Snapshot;
import io.github.pocstate.snapshot.SnapshotReport;
import io.github.pocstate.verify.Verification;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/**
 * What a lab was before read-only tests.
 *
 * @param lab the lab, for a reader
 * @param observed looks at the lab, and says in lines how it differs from what it is compared with
 * @param before what it said before the tests
 */
record Baseline(String lab, Supplier<Set<String>> observed, Set<String> before) {

    private static final int SHOWN = 5;

    /** With a snapshot of the state, every row counts; without, what the phase is about. */
    static Baseline of(PocSession session, Fixture fixture, RestoreReport report) {
        Supplier<Set<String>> observed = report.kept()
                .or(() -> report.snapshot().map(SnapshotReport::snapshot))
                .map(Snapshot::id)
                .<Supplier<Set<String>>>map(id -> () -> rows(session.snapshots().compare(id)))
                .orElse(() -> lines(session.verify(fixture.phase(), fixture.options()).deviations().stream()));
        return new Baseline(report.lab(), observed, observed.get());
    }

    private static Set<String> rows(SnapshotReport report) {
        return lines(Stream.of(
                        report.foreign().stream().map(ForeignChange::toString),
                        report.tables().stream().map(table -> table.table() + ": " + table.rows() + " rows differ"),
                        report.keys().stream().map(key -> "Redis key " + key + " differs"))
                .flatMap(lines -> lines));
    }

    private static Set<String> lines(Stream<?> differences) {
        return differences.map(String::valueOf).collect(Collectors.toCollection(TreeSet::new));
    }

    void requireUnchanged(String tests) {
        Set<String> changes = new TreeSet<>(observed.get());
        Set<String> undone = new TreeSet<>(before);
        undone.removeAll(changes);
        changes.removeAll(before);
        undone.forEach(line -> changes.add("no longer " + line));
        if (!changes.isEmpty()) {
            throw new AssertionFailedError(new Problem(
                            "One of the " + tests + " changed the lab, and they are to read only: "
                                    + changes.stream().limit(SHOWN).collect(Collectors.joining("; "))
                                    + (changes.size() > SHOWN ? " and " + (changes.size() - SHOWN) + " more" : "")
                                    + ".",
                            lab,
                            "find the test that writes, and make it @InPhase in a class of its own")
                    .toString());
        }
    }

    static String deviations(Verification verification) {
        int count = verification.deviations().size();
        return count
                + (count == 1 ? " object differs, " : " objects differ, first ")
                + verification.deviations().get(0);
    }
}
