package io.github.pocstate;

import io.github.pocstate.verify.Verification;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the lab is: its counts, and how far it is from each phase.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param lab the lab, such as {@code NetBox 4.7.3 at http://127.0.0.1:8000}
 * @param scope the servers looked at
 * @param summary the counts
 * @param phases one verification per phase on the class path, lowest number first
 * @since 0.1
 */
public record LabStatus(String lab, Scope scope, LabSummary summary, List<Verification> phases) {

    /**
     * Copies the list.
     *
     * @param lab the lab, such as {@code NetBox 4.7.3 at http://127.0.0.1:8000}
     * @param scope the servers looked at
     * @param summary the counts
     * @param phases one verification per phase on the class path, lowest number first
     */
    public LabStatus {
        phases = List.copyOf(phases);
    }

    /**
     * The phase the lab is in.
     *
     * @return the first phase that verifies, empty when the lab is between phases
     */
    public Optional<Phase> phase() {
        return phases.stream()
                .filter(Verification::passed)
                .map(verification -> verification.goal().phase())
                .findFirst();
    }

    /** Counts and distances as a person reads them, several lines. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(lab + ", " + scope + "\n\n");
        line(text, "%8d servers", summary.servers());
        summary.statuses().forEach((name, count) -> line(text, "%8d %s", count, name));
        text.append('\n');
        summary.objects().forEach((name, count) -> line(text, "%8d %s", count, name));
        for (Verification phase : phases) {
            text.append('\n').append(distance(phase));
        }
        return text.toString();
    }

    private static String distance(Verification verification) {
        Phase phase = verification.goal().phase();
        return String.format(
                Locale.ROOT,
                "phase %d %-6s %s",
                phase.number(),
                phase.name(),
                verification.passed() ? "the lab is here" : verification.differenceInWords());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
