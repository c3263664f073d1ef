package io.github.pocstate.cli.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the benchmark has measured.
 *
 * @param lab the lab, such as {@code NetBox 4.7.3 at http://127.0.0.1:8000}
 * @param postgres the version of PostgreSQL
 * @param processors how many processors this machine has
 * @param clientRate how many requests a second a client sent meanwhile
 * @param devices how many devices change from phase to phase
 * @param lines one per way
 * @param leftOut ways that were not measured, and why
 */
record BenchmarkReport(
        String lab,
        String postgres,
        int processors,
        int clientRate,
        long devices,
        List<Line> lines,
        Map<String, String> leftOut) {

    /** A table for people, in milliseconds. */
    String table() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s, PostgreSQL %s, %d processors, a client at %d requests a second, %d devices; times in ms%n",
                lab,
                postgres,
                processors,
                clientRate,
                devices));
        text.append(row("", "", "", "call", "of it in", "NetBox answers right", "failed of", "times"));
        text.append(row(
                "way", "runs", "rows", "median / p95 / max", "database", "median / p95 / max", "requests", "faster"));
        lines.forEach(line -> text.append(row(line)));
        leftOut.forEach((way, reason) -> text.append(way + " was left out: " + reason + System.lineSeparator()));
        return text.toString();
    }

    private static String row(Line line) {
        Figures database = line.databaseMs();
        return row(
                line.name(),
                line.runs(),
                line.rows() == 0 ? "" : line.rows(),
                three(line.callMs()),
                database == null ? "" : number(database.median()),
                three(line.rightMs()),
                line.failedRequests() + "/" + line.requests(),
                times(line.timesFaster()));
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-44s %4s %6s  %20s %10s  %20s %10s %8s%n", cells);
    }

    private static String three(Figures figures) {
        return number(figures.median()) + " / " + number(figures.p95()) + " / " + number(figures.max());
    }

    private static String number(double millis) {
        return String.format(Locale.ROOT, "%.0f", millis);
    }

    private static String times(@Nullable Double times) {
        return times == null ? "" : String.format(Locale.ROOT, "%.1f", times);
    }

    /** The same for programs. */
    String json() {
        try {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the report cannot be written", e);
        }
    }
}
