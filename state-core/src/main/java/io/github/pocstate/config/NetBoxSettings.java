package io.github.pocstate.config;

import java.net.URI;
import java.time.Duration;

/**
 * How to reach NetBox.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param url address without the trailing {@code /api/}
 * @param token API token
 * @param timeout how long to wait for one answer
 * @param inFlight requests sent at the same time
 * @param cableWrites how cables are exchanged
 * @since 0.1
 */
public record NetBoxSettings(URI url, Secret token, Duration timeout, int inFlight, CableWrites cableWrites) {

    /**
     * How the far ends of two cables are exchanged.
     *
     * @since 0.1
     */
    public enum CableWrites {
        /** In place from NetBox 4.7.3 on, by delete and create before. */
        AUTO,
        /** In place, whatever the version. */
        PATCH,
        /** By delete and create, whatever the version; cables get new ids. */
        RECREATE
    }
}
