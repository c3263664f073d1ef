package io.github.pocstate.cli;

import io.github.pocstate.snapshot.ForeignChange;
import io.github.pocstate.snapshot.Snapshot;
import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.SnapshotReport;
import io.github.pocstate.snapshot.SnapshotReport.Way;
import io.github.pocstate.snapshot.TableChange;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the commands about snapshots print. */
final class SnapshotView {

    private static final double MEGABYTE = 1e6;

    private SnapshotView() {}

    static void saved(PrintWriter out, boolean json, Snapshot snapshot) {
        if (json) {
            out.println(JsonView.write(fields(snapshot)));
        } else {
            out.println("Saved " + snapshot.id() + ", " + megabytes(snapshot.bytes())
                    + snapshot.phase()
                            .map(phase -> ", proved to be in phase " + phase)
                            .orElse(""));
        }
    }

    static void list(PrintWriter out, boolean json, List<Snapshot> snapshots, Instant now) {
        if (json) {
            out.println(JsonView.write(Map.of(
                    "snapshots", snapshots.stream().map(SnapshotView::fields).toList())));
            return;
        }
        if (snapshots.isEmpty()) {
            out.println("There is no snapshot yet; `poc-state snapshot save` makes one.");
            return;
        }
        Map<String, SnapshotId> newest = new HashMap<>();
        snapshots.forEach(snapshot -> newest.put(snapshot.id().label(), snapshot.id()));
        out.printf(Locale.ROOT, "%-38s %-8s %9s %8s  %s%n", "id", "phase", "size", "age", "by");
        for (Snapshot snapshot : snapshots) {
            out.printf(
                    Locale.ROOT,
                    "%-38s %-8s %9s %8s  %s%s%n",
                    snapshot.id(),
                    snapshot.phase().orElse(""),
                    megabytes(snapshot.bytes()),
                    age(snapshot.age(now)),
                    snapshot.who(),
                    snapshot.id().equals(newest.get(snapshot.id().label())) ? "  latest" : "");
        }
    }

    /** What a restore would write. */
    static void differences(PrintWriter out, SnapshotReport report) {
        out.println(report.snapshot().id() + " differs from the lab in " + report.rows() + " rows:");
        tables(out, report);
        report.keys().forEach(key -> out.println("  key " + key));
        if (!report.foreign().isEmpty()) {
            out.println("Among them changes that no phase makes:");
            foreign(out, report.foreign());
        }
        out.flush();
    }

    static void restored(PrintWriter out, boolean json, SnapshotReport report) {
        if (json) {
            out.println(JsonView.write(fields(report)));
            return;
        }
        out.println(
                switch (report.way()) {
                    case ALREADY_THERE ->
                        "The lab is as in " + report.snapshot().id() + " already.";
                    case IN_PLACE ->
                        "The lab is as in " + report.snapshot().id() + ": " + report.rows()
                                + " rows written in place, no session ended.";
                    case SWAP ->
                        "The lab is as in " + report.snapshot().id() + ": a clone took the database's place, "
                                + report.sessionsEnded() + " sessions ended, awake after " + report.requests()
                                + " requests, " + report.failedRequests() + " of them failed.";
                });
        if (report.way() == Way.IN_PLACE) {
            tables(out, report);
        }
        if (!report.foreign().isEmpty()) {
            out.println("Undone with it, changes that no phase makes:");
            foreign(out, report.foreign());
        }
        out.printf(Locale.ROOT, "%.2f s%n", report.duration().toMillis() / 1000.0);
    }

    private static void tables(PrintWriter out, SnapshotReport report) {
        for (TableChange table : report.tables()) {
            out.printf(
                    Locale.ROOT,
                    "  %-28s %8d inserted %8d updated %8d deleted%n",
                    table.table().name(),
                    table.inserted(),
                    table.updated(),
                    table.deleted());
        }
    }

    static void foreign(PrintWriter out, List<ForeignChange> changes) {
        for (ForeignChange change : changes) {
            out.printf(
                    Locale.ROOT,
                    "  %-28s %8d %s%n",
                    change.table(),
                    change.count(),
                    change.count() == 1 ? "row" : "rows");
            change.examples().forEach(example -> out.println("    " + example));
        }
    }

    static void deleted(PrintWriter out, boolean json, List<SnapshotId> ids) {
        if (json) {
            out.println(JsonView.write(
                    Map.of("deleted", ids.stream().map(SnapshotId::toString).toList())));
        } else if (ids.isEmpty()) {
            out.println("Nothing to delete.");
        } else {
            ids.forEach(id -> out.println("Deleted " + id));
        }
    }

    static void exported(PrintWriter out, boolean json, SnapshotId id, Path file) {
        if (json) {
            out.println(JsonView.write(Map.of("id", id.toString(), "file", file.toString())));
        } else {
            out.println("Wrote " + id + " to " + file
                    + ". It holds the database's secrets (tokens, password hashes); only you may read it.");
        }
    }

    static Map<String, Object> fields(Snapshot snapshot) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", snapshot.id().toString());
        fields.put("phase", snapshot.phase().orElse(null));
        fields.put("taken", snapshot.id().taken().toString());
        fields.put("application", snapshot.application());
        fields.put("by", snapshot.who());
        fields.put("bytes", snapshot.bytes());
        return fields;
    }

    static Map<String, Object> fields(SnapshotReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", report.snapshot().id().toString());
        fields.put("way", report.way().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        fields.put("rows", report.rows());
        fields.put("tables", report.tables().stream().map(SnapshotView::fields).toList());
        fields.put("sequences", report.sequences());
        fields.put("keys", report.keys());
        fields.put("foreign", report.foreign());
        fields.put("sessionsEnded", report.sessionsEnded());
        fields.put("requests", report.requests());
        fields.put("failedRequests", report.failedRequests());
        fields.put("durationMs", report.duration().toMillis());
        return fields;
    }

    private static Map<String, Object> fields(TableChange table) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("table", table.table().name());
        fields.put("inserted", table.inserted());
        fields.put("updated", table.updated());
        fields.put("deleted", table.deleted());
        return fields;
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MB", bytes / MEGABYTE);
    }

    private static String age(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + " d";
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + " min" : age.toSeconds() + " s";
    }
}
