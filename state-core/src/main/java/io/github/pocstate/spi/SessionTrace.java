package io.github.pocstate.spi;

import java.util.Set;

/**
 * What a session of the database was seen doing while requests were answered.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param kept whether it was there before and after the requests, and so was used again
 * @param statements the statements that were seen, without repetition; short ones may have been missed
 * @since 0.1
 */
public record SessionTrace(boolean kept, Set<String> statements) {

    /**
     * Copies the statements.
     *
     * @param kept whether it was there before and after the requests, and so was used again
     * @param statements the statements that were seen, without repetition; short ones may have been missed
     */
    public SessionTrace {
        statements = Set.copyOf(statements);
    }
}
