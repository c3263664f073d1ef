package io.github.pocstate.spi;

import io.github.pocstate.LabSummary;
import io.github.pocstate.Scope;

/**
 * One look at the lab; a value that does not change when the lab does.
 *
 * @since 0.1
 */
public interface Reading {

    /**
     * The servers that were looked at.
     *
     * @return the scope
     */
    Scope scope();

    /**
     * The counts of this reading.
     *
     * @return the summary
     */
    LabSummary summary();
}
