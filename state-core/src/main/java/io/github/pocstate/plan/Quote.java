package io.github.pocstate.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * What a transition would cost from where the lab is, or why it refuses.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param cost the estimated time; empty when the transition refuses
 * @param reason why it costs that, or why it refuses
 * @since 0.1
 */
public record Quote(Optional<Duration> cost, String reason) {

    /**
     * A way that can be taken.
     *
     * @param cost the estimated time
     * @param reason what the time is made of, such as {@code 601 devices, 601 addresses}
     * @return the quote
     */
    public static Quote of(Duration cost, String reason) {
        return new Quote(Optional.of(cost), reason);
    }

    /**
     * A way that cannot be taken now.
     *
     * @param reason why
     * @return the quote
     */
    public static Quote refused(String reason) {
        return new Quote(Optional.empty(), reason);
    }
}
