package io.github.pocstate.snapshot.postgres.model;

import java.util.Map;

/**
 * What is kept with a snapshot besides the database: a few short texts and some attachments.
 *
 * <p>Nobody changes an attachment's bytes once they are in here. This class is otherwise immutable.
 *
 * @param application what the application wants to know later, kept in the manifest: versions, whether it was verified
 * @param attachments bytes by name, kept in the snapshot
 * @since 0.1
 */
public record Contents(Map<String, String> application, Map<String, byte[]> attachments) {

    /** Nothing but the database. */
    public static final Contents NONE = new Contents(Map.of(), Map.of());

    /**
     * Refuses nulls; copies the maps.
     *
     * @param application what the application wants to know later, kept in the manifest: versions, whether it was verified
     * @param attachments bytes by name, kept in the snapshot
     */
    public Contents {
        application = Map.copyOf(application);
        attachments = Map.copyOf(attachments);
    }
}
