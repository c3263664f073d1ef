package io.github.pocstate.doctor;

/**
 * How a check went.
 *
 * @since 0.1
 */
public enum Outcome {
    /** As it should be. */
    PASSED,
    /** Works, but somebody should know. */
    WARNING,
    /** A restore would fail, or something that was asked for cannot be had. */
    FAILED,
    /** Could not be looked at; the finding says why. */
    SKIPPED
}
