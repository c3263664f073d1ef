package io.github.pocstate.snapshot.postgres.model;

import io.github.pocstate.Fault;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;

/**
 * A session of the application held a lock for longer than the settings allow; nothing was changed. A swap gets by without the
 * lock.
 *
 * @since 0.1
 */
public final class LockTimeoutException extends SnapshotException {

    private static final long serialVersionUID = 1L;

    /**
     * The lock was not to be had.
     *
     * @param problem what was wanted, where, and what to do
     * @param cause what PostgreSQL said
     */
    public LockTimeoutException(Problem problem, Throwable cause) {
        super(Fault.LAB, problem, cause);
    }
}
