package io.github.pocstate;

import static java.util.Objects.requireNonNull;

/**
 * What went wrong, where, and what to do about it: the text of every error.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param what one sentence, with numbers and units
 * @param where the place: a URL without credentials, a setting, an object in brackets
 * @param remedy what the reader can do
 * @since 0.1
 */
public record Problem(String what, String where, String remedy) {

    /**
     * Refuses nulls.
     *
     * @param what one sentence, with numbers and units
     * @param where the place: a URL without credentials, a setting, an object in brackets
     * @param remedy what the reader can do
     */
    public Problem {
        requireNonNull(what, "what");
        requireNonNull(where, "where");
        requireNonNull(remedy, "remedy");
    }

    /** Three lines: what, where, do. */
    @Override
    public String toString() {
        return what + "\n  where: " + where + "\n  do:    " + remedy;
    }
}
