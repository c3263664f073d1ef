package io.github.pocstate;

import io.github.pocstate.plan.Failure;
import io.github.pocstate.plan.Rejection;
import io.github.pocstate.plan.StepReport;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** A report as a person reads it. */
final class ReportText {

    private final RestoreReport report;
    private final StringBuilder text = new StringBuilder();

    private ReportText(RestoreReport report) {
        this.report = report;
    }

    static String of(RestoreReport report) {
        return new ReportText(report).write();
    }

    private String write() {
        line("%s%s", report.goal(), report.dryRun() ? ", dry run" : "");
        line("%s", report.lab());
        line("Route: %s, %s", report.route(), report.route().reason());
        snapshots();
        line("");
        if (report.dryRun()) {
            text.append(report.plan().stepsInWords());
            text.append(Failure.inWords(report.failures()));
        } else {
            comparison();
            done();
            text.append(Rejection.inWords(report.rejections()));
            text.append(Failure.inWords(report.failures()));
            line("%s", report.verification().proofInWords());
        }
        return text.append("%s, %d requests".formatted(seconds(report.duration()), report.requests()))
                .toString();
    }

    private void snapshots() {
        report.foreign().forEach(change -> line("Not lost: changes that no phase makes, %s", change));
        report.snapshot()
                .ifPresent(done -> done.foreign()
                        .forEach(change -> line("Undone with it: changes that no phase makes, %s", change)));
        report.kept()
                .filter(kept -> report.snapshot().isEmpty())
                .ifPresent(kept -> line("Kept as snapshot %s", kept.id()));
    }

    private void comparison() {
        line("%-24s %8s %8s", "", "before", "after");
        rows("status ", report.before().statuses(), report.after().statuses());
        rows("", report.before().objects(), report.after().objects());
        line("");
    }

    private void rows(String prefix, Map<String, Integer> before, Map<String, Integer> after) {
        SortedSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            int was = before.getOrDefault(name, 0);
            int is = after.getOrDefault(name, 0);
            line("%-24s %8d %8d%s", prefix + name, was, is, was == is ? "" : "  *");
        }
    }

    private void done() {
        for (StepReport step : report.steps()) {
            line("%8d %-16s %-40s %10s", step.count(), step.kind(), step.name(), seconds(step.duration()));
        }
        if (report.steps().isEmpty()) {
            line("Nothing to do, the lab was there.");
        }
        line("");
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
