package io.github.pocstate.snapshot;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.Phase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a snapshot: a label and the second it was taken, {@code phase-2-20260131T120000Z}.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param label what was saved: {@code phase-2} or a name of the user's; 1 to 20 of a-z, 0-9 and inner hyphens
 * @param taken when, in whole seconds
 * @since 0.1
 */
public record SnapshotId(String label, Instant taken) implements Comparable<SnapshotId> {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Comparator<SnapshotId> OLDEST_FIRST =
            Comparator.comparing(SnapshotId::taken).thenComparing(SnapshotId::label);

    /**
     * Refuses a label that does not fit into a database's name; cuts the time to seconds.
     *
     * @param label what was saved: {@code phase-2} or a name of the user's; 1 to 20 of a-z, 0-9 and inner hyphens
     * @param taken when, in whole seconds
     */
    public SnapshotId {
        requireNonNull(label, "label");
        if (!LABEL.matcher(label).matches()) {
            throw new IllegalArgumentException(
                    "A label has 1 to 20 characters of a-z, 0-9 and inner hyphens: [" + label + "]");
        }
        taken = taken.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * What snapshots of a phase are called.
     *
     * @param phase the phase
     * @return such as {@code phase-2}
     */
    public static String label(Phase phase) {
        return "phase-" + phase.number();
    }

    /**
     * Reads an id as {@link #toString()} writes it.
     *
     * @param text an id
     * @return the id, or nothing if the text is none
     */
    public static Optional<SnapshotId> parse(String text) {
        int dash = text.lastIndexOf('-');
        if (dash < 0 || !LABEL.matcher(text.substring(0, dash)).matches()) {
            return Optional.empty();
        }
        try {
            Instant taken = STAMP.parse(text.substring(dash + 1), Instant::from);
            return Optional.of(new SnapshotId(text.substring(0, dash), taken));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * The same label one second later: the way out when an id is taken.
     *
     * @return the next id
     */
    public SnapshotId next() {
        return new SnapshotId(label, taken.plusSeconds(1));
    }

    /** Oldest first. */
    @Override
    public int compareTo(SnapshotId other) {
        return OLDEST_FIRST.compare(this, other);
    }

    @Override
    public String toString() {
        return label + "-" + STAMP.format(taken);
    }
}
