package io.github.pocstate.internal;

import io.github.pocstate.plan.Change;
import io.github.pocstate.plan.Step;
import io.github.pocstate.snapshot.SnapshotReport;
import io.github.pocstate.snapshot.TableChange;
import java.util.List;
import java.util.function.IntConsumer;

/** What putting a snapshot back writes, for a reader; it is written by the snapshot's own transaction. */
record SnapshotStep(String name, String kind, List<Change> changes, int size) implements Step {

    static SnapshotStep rows(SnapshotReport report) {
        List<Change> changes =
                report.tables().stream().map(SnapshotStep::change).toList();
        return new SnapshotStep("as in " + report.snapshot().id(), "rows", changes, Math.toIntExact(report.rows()));
    }

    static SnapshotStep keys(SnapshotReport report) {
        List<Change> changes = report.keys().stream()
                .map(key -> new Change(key, "other elements", "as kept"))
                .toList();
        return new SnapshotStep("queues as in " + report.snapshot().id(), "keys", changes, changes.size());
    }

    private static Change change(TableChange table) {
        return new Change(
                table.table().name(),
                differing(table.rows()),
                table.inserted() + " inserted, " + table.updated() + " updated, " + table.deleted() + " deleted");
    }

    /** How many rows differ, in words. */
    static String differing(long rows) {
        return rows + (rows == 1 ? " row differs" : " rows differ");
    }

    @Override
    public Outcome apply(IntConsumer progress) {
        throw new IllegalStateException("a snapshot is put back as a whole, not step by step");
    }
}
