package io.github.pocstate;

/**
 * A restore stopped midway; it carries the report of what was done until then. The next restore finishes the job.
 *
 * @since 0.1
 */
public class RestoreException extends PocStateException {

    private static final long serialVersionUID = 1L;

    private final transient RestoreReport report;

    /**
     * Makes the error.
     *
     * @param problem what, where, what to do
     * @param report what was done until then
     * @param cause what stopped the restore
     */
    public RestoreException(Problem problem, RestoreReport report, PocStateException cause) {
        super(cause.fault(), problem, cause);
        this.report = report;
    }

    /**
     * What was done until the restore stopped.
     *
     * @return the partial report
     */
    public RestoreReport report() {
        return report;
    }
}
