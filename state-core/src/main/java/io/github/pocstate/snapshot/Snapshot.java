package io.github.pocstate.snapshot;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The whole lab of one moment, kept: its database, its queues, and what is known of both.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param id its name and when it was taken
 * @param phase name of the phase that the lab was proved to be in; empty for a snapshot of another state
 * @param application what served the lab, such as {@code NetBox 4.7.3}
 * @param who who took it
 * @param bytes its size on disk
 * @since 0.1
 */
public record Snapshot(SnapshotId id, Optional<String> phase, String application, String who, long bytes) {

    /**
     * Refuses nulls.
     *
     * @param id its name and when it was taken
     * @param phase name of the phase that the lab was proved to be in; empty for a snapshot of another state
     * @param application what served the lab, such as {@code NetBox 4.7.3}
     * @param who who took it
     * @param bytes its size on disk
     */
    public Snapshot {
        requireNonNull(id, "id");
        requireNonNull(phase, "phase");
        requireNonNull(application, "application");
        requireNonNull(who, "who");
    }

    /**
     * How long ago it was taken.
     *
     * @param now the present
     * @return its age, in whole seconds, never negative
     */
    public Duration age(Instant now) {
        Duration age = Duration.between(id.taken(), now);
        return age.isNegative() ? Duration.ZERO : Duration.ofSeconds(age.toSeconds());
    }

    /** One line, such as {@code phase-2-20260131T120000Z, phase TWO, NetBox 4.7.3, 61.2 MB, by ann}. */
    @Override
    public String toString() {
        return id + phase.map(name -> ", phase " + name).orElse("") + ", " + application
                + String.format(Locale.ROOT, ", %.1f MB, by ", bytes / 1_000_000.0) + who;
    }
}
