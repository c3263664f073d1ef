package io.github.pocstate;

import io.github.pocstate.plan.Plan;
import io.github.pocstate.plan.Quote;
import io.github.pocstate.spi.Reading;
import java.util.Optional;

/**
 * One way into a phase: it says what it would cost from where the lab is, and makes the plan.
 *
 * <p>A transition never writes; the steps of its plan do. {@code restore} takes the cheapest transition, or chain of
 * transitions, that does not refuse. Implementations are thread-safe.
 *
 * @since 0.1
 */
public interface Transition {

    /**
     * What the report calls this way, such as {@code netbox-api}.
     *
     * @return the name
     */
    String name();

    /**
     * The phase in which this transition ends.
     *
     * @return the target
     */
    Phase target();

    /**
     * The phase the lab must be in before; empty means any state.
     *
     * @return the origin
     */
    Optional<Phase> origin();

    /**
     * Estimates the cost of the way, or refuses it with the reason.
     *
     * @param goal what is wanted
     * @param reading where the lab is
     * @return the quote
     */
    Quote quote(Goal goal, Reading reading);

    /**
     * Lists the steps that are missing; empty when the lab is there.
     *
     * @param goal what is wanted
     * @param reading where the lab is
     * @return the plan
     */
    Plan plan(Goal goal, Reading reading);
}
