package io.github.pocstate;

import org.jspecify.annotations.Nullable;

/**
 * A snapshot is missing, does not fit the lab, or could not be saved or put back; the lab is in its old state.
 *
 * @since 0.1
 */
public class SnapshotException extends PocStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param fault who must act
     * @param problem what, where, what to do
     */
    public SnapshotException(Fault fault, Problem problem) {
        this(fault, problem, null);
    }

    /**
     * Makes the error.
     *
     * @param fault who must act
     * @param problem what, where, what to do
     * @param cause what led to it
     */
    public SnapshotException(Fault fault, Problem problem, @Nullable Throwable cause) {
        super(fault, problem, cause);
    }
}
