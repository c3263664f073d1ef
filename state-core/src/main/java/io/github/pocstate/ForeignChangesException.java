package io.github.pocstate;

import io.github.pocstate.snapshot.ForeignChange;
import java.util.List;

/**
 * Putting a snapshot back would lose changes that no phase makes; the lab is in its old state.
 *
 * @since 0.1
 */
public final class ForeignChangesException extends SnapshotException {

    private static final long serialVersionUID = 1L;

    private final transient List<ForeignChange> changes;

    /**
     * Makes the error.
     *
     * @param problem what, where, what to do
     * @param changes what would be lost
     */
    public ForeignChangesException(Problem problem, List<ForeignChange> changes) {
        super(Fault.USER, problem);
        this.changes = List.copyOf(changes);
    }

    /**
     * What would be lost.
     *
     * @return the changes, never empty
     */
    public List<ForeignChange> changes() {
        return changes;
    }
}
