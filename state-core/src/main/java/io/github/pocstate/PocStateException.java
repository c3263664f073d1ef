package io.github.pocstate;

import org.jspecify.annotations.Nullable;

/**
 * The root of every error of this library; its message says what, where and what to do.
 *
 * @since 0.1
 */
public abstract class PocStateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** Who must act. */
    private final Fault fault;

    PocStateException(Fault fault, Problem problem, @Nullable Throwable cause) {
        super(problem.toString(), cause);
        this.fault = fault;
        this.problem = problem;
    }

    /**
     * What went wrong, where, and what to do.
     *
     * @return the problem
     */
    public Problem problem() {
        return problem;
    }

    /**
     * Who must act.
     *
     * @return the fault
     */
    public Fault fault() {
        return fault;
    }
}
