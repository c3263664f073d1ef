package io.github.pocstate.snapshot.postgres.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;

/**
 * What a swap did.
 *
 * @param retired the name that the former live database has now
 * @param ended the sessions of the application that were ended
 * @param attachments those of the database that came in
 * @param closed how long there were no sessions: from the first that was ended until new ones were let in
 * @since 0.1
 */
public record Swapped(String retired, Sessions ended, Map<String, byte[]> attachments, Duration closed) {

    /**
     * Refuses nulls; copies the map.
     *
     * @param retired the name that the former live database has now
     * @param ended the sessions of the application that were ended
     * @param attachments those of the database that came in
     * @param closed how long there were no sessions: from the first that was ended until new ones were let in
     */
    public Swapped {
        requireNonNull(retired, "retired");
        requireNonNull(ended, "ended");
        requireNonNull(closed, "closed");
        attachments = Map.copyOf(attachments);
    }
}
