package io.github.pocstate;

/**
 * The remote side said no; the message carries its words.
 *
 * @since 0.1
 */
public class RejectedException extends PocStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param problem what, where, what to do
     */
    public RejectedException(Problem problem) {
        super(Fault.REMOTE, problem, null);
    }

    /**
     * Makes the error.
     *
     * @param problem what, where, what to do
     * @param cause what led to it
     */
    public RejectedException(Problem problem, Throwable cause) {
        super(Fault.REMOTE, problem, cause);
    }
}
