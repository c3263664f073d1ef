package io.github.pocstate.spi;

import java.util.List;
import java.util.Set;

/**
 * The keys in Redis that are part of a lab's state. Implementations are thread-safe.
 *
 * @since 0.1
 */
public interface KeyStore {

    /**
     * Their names, whether they are there or not.
     *
     * @return the names
     */
    Set<String> names();

    /**
     * Reads them, all of one moment.
     *
     * @return those that are there
     */
    List<KeptKey> read();

    /**
     * Makes them as they were, all at once; of {@link #names()}, those not given are gone afterwards.
     *
     * @param keys what must be there
     */
    void write(List<KeptKey> keys);
}
