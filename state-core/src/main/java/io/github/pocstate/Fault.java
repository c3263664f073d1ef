package io.github.pocstate;

/**
 * Who must act on an error.
 *
 * @since 0.1
 */
public enum Fault {
    /** The caller: a setting, an argument. */
    USER,
    /** Whoever keeps the lab: its content is not as it must be. */
    LAB,
    /** Whoever runs NetBox, Redis or PostgreSQL. */
    REMOTE,
    /** We. */
    BUG
}
