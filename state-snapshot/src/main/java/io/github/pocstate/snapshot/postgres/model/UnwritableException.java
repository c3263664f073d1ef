package io.github.pocstate.snapshot.postgres.model;

import io.github.pocstate.Fault;
import io.github.pocstate.Problem;
import io.github.pocstate.SnapshotException;

/**
 * Rows of a table cannot be written the way they must be; nothing was written. A swap gets by without writing them.
 *
 * @since 0.1
 */
public final class UnwritableException extends SnapshotException {

    private static final long serialVersionUID = 1L;

    /**
     * The rows cannot be written.
     *
     * @param problem which rows, where, and what to do
     */
    public UnwritableException(Problem problem) {
        super(Fault.LAB, problem);
    }
}
