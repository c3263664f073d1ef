package io.github.pocstate;

/**
 * NetBox, Redis or PostgreSQL did not answer.
 *
 * @since 0.1
 */
public class UnreachableException extends PocStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param problem what, where, what to do
     */
    public UnreachableException(Problem problem) {
        super(Fault.REMOTE, problem, null);
    }

    /**
     * Makes the error.
     *
     * @param problem what, where, what to do
     * @param cause what led to it
     */
    public UnreachableException(Problem problem, Throwable cause) {
        super(Fault.REMOTE, problem, cause);
    }
}
