package io.github.pocstate;

import static java.util.Objects.requireNonNull;

/**
 * What is wanted: a phase, for which servers, and whether discovery events belong to it.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param phase the phase
 * @param scope the servers it is wanted for
 * @param publishDiscovery whether the discovery queue holds one event per discovered server, instead of none
 * @since 0.1
 */
public record Goal(Phase phase, Scope scope, boolean publishDiscovery) {

    /**
     * Refuses nulls.
     *
     * @param phase the phase
     * @param scope the servers it is wanted for
     * @param publishDiscovery whether the discovery queue holds one event per discovered server, instead of none
     */
    public Goal {
        requireNonNull(phase, "phase");
        requireNonNull(scope, "scope");
    }

    /**
     * The same scope and choices for another phase.
     *
     * @param other the other phase
     * @return the goal with that phase
     */
    public Goal at(Phase other) {
        return new Goal(other, scope, publishDiscovery);
    }

    /** Such as {@code Phase TWO (cable validation complete), the first 10 servers}. */
    @Override
    public String toString() {
        return "Phase " + phase.name() + " (" + phase.title() + "), " + scope;
    }
}
