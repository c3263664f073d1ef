package io.github.pocstate;

import io.github.pocstate.verify.Verification;

/**
 * The plan was carried out, yet the lab, read back, still differs from the phase.
 *
 * @since 0.1
 */
public class VerificationException extends PocStateException {

    private static final long serialVersionUID = 1L;

    private final transient Verification verification;
    private final transient RestoreReport report;

    /**
     * Makes the error.
     *
     * @param problem what, where, what to do
     * @param verification what still differs
     * @param report everything that was done and seen
     */
    public VerificationException(Problem problem, Verification verification, RestoreReport report) {
        super(Fault.LAB, problem, null);
        this.verification = verification;
        this.report = report;
    }

    /**
     * Everything that was done and seen.
     *
     * @return the report
     */
    public RestoreReport report() {
        return report;
    }

    /**
     * What still differs.
     *
     * @return the verification that did not pass
     */
    public Verification verification() {
        return verification;
    }
}
