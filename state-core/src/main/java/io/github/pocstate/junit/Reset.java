package io.github.pocstate.junit;

/**
 * When the lab is brought into the phase, and for how long it is held.
 *
 * @since 0.1
 */
public enum Reset {
    /** Before each test; the lab is held for the test. */
    EACH,
    /** Before the first test of the class; the lab is held until the last one, and tests see what others did. */
    CLASS,
    /**
     * Never: before the first test of the class the lab must be in the phase already, or the class fails. It is held for the
     * class, and not written to.
     */
    NEVER
}
