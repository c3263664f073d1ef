package io.github.pocstate.spi;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A key in Redis with its value, whatever its type.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param name the key
 * @param timeToLive how long it still lives, empty if it stays
 * @param elements the elements of a list, head first; empty for another type
 * @param dump the value of another type as Redis's DUMP writes it, in Base64; empty for a list
 * @since 0.1
 */
public record KeptKey(String name, Optional<Duration> timeToLive, List<String> elements, Optional<String> dump) {

    /**
     * Copies the list.
     *
     * @param name the key
     * @param timeToLive how long it still lives, empty if it stays
     * @param elements the elements of a list, head first; empty for another type
     * @param dump the value of another type as Redis's DUMP writes it, in Base64; empty for a list
     */
    public KeptKey {
        requireNonNull(name, "name");
        requireNonNull(timeToLive, "timeToLive");
        requireNonNull(dump, "dump");
        elements = List.copyOf(elements);
    }

    /**
     * Whether both hold the same value and end alike; how long they still live does not count.
     *
     * @param other a key of the same name
     * @return true if nothing needs to be written
     */
    public boolean isSameAs(KeptKey other) {
        return name.equals(other.name)
                && elements.equals(other.elements)
                && dump.equals(other.dump)
                && timeToLive.isPresent() == other.timeToLive.isPresent();
    }
}
