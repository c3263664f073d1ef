package io.github.pocstate;

/**
 * The lab is not one this library can work on: no servers, an unknown site, a status that NetBox does not know.
 *
 * @since 0.1
 */
public class UnfitLabException extends PocStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param problem what, where, what to do
     */
    public UnfitLabException(Problem problem) {
        super(Fault.LAB, problem, null);
    }

    /**
     * Makes the error.
     *
     * @param problem what, where, what to do
     * @param cause what led to it
     */
    public UnfitLabException(Problem problem, Throwable cause) {
        super(Fault.LAB, problem, cause);
    }
}
