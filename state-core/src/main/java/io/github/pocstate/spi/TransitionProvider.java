package io.github.pocstate.spi;

import io.github.pocstate.Phase;
import io.github.pocstate.Transition;
import java.util.List;

/**
 * Adds ways into phases, besides those the lab itself knows; implementations are found by
 * {@link java.util.ServiceLoader}.
 *
 * @since 0.1
 */
public interface TransitionProvider {

    /**
     * The ways into a phase.
     *
     * @param lab the open lab
     * @param target the phase
     * @return the transitions, possibly none
     */
    List<Transition> transitions(Lab lab, Phase target);
}
