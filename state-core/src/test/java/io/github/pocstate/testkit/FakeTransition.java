package io.github.pocstate.testkit;

import io.github.pocstate.Goal;
import io.github.pocstate.Phase;
import io.github.pocstate.Transition;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.plan.Quote;
import io.github.pocstate.spi.Reading;
import java.time.Duration;
import java.util.Optional;

/**
 * A way into a phase of a {@link FakeLab}, at the price it is told.
 *
 * <pre>{@code
 * lab.offer(FakeTransition.of(lab, "slow", Phase.TWO).costing(Duration.ofMinutes(9)).from(Phase.ONE));
 * }</pre>
 *
 * <p>This class is immutable and as thread-safe as its lab.
 *
 * @param lab the lab
 * @param name name in the report
 * @param target the phase in which it ends
 * @param origin the phase it starts from
 * @param price what it answers when asked for a quote
 */
public record FakeTransition(FakeLab lab, String name, Phase target, Optional<Phase> origin, Quote price)
        implements Transition {

    /**
     * A way from any state, for one second.
     *
     * @param lab the lab
     * @param name name in the report
     * @param target the phase in which it ends
     * @return the transition
     */
    public static FakeTransition of(FakeLab lab, String name, Phase target) {
        return new FakeTransition(
                lab, name, target, Optional.empty(), Quote.of(Duration.ofSeconds(1), "reason of " + name));
    }

    /**
     * The same way, from one phase only.
     *
     * @param phase the origin
     * @return the transition
     */
    public FakeTransition from(Phase phase) {
        return new FakeTransition(lab, name, target, Optional.of(phase), price);
    }

    /**
     * The same way at another price.
     *
     * @param cost the estimated time
     * @return the transition
     */
    public FakeTransition costing(Duration cost) {
        return new FakeTransition(lab, name, target, origin, Quote.of(cost, "reason of " + name));
    }

    /**
     * The same way, closed.
     *
     * @param reason why
     * @return the transition
     */
    public FakeTransition refusing(String reason) {
        return new FakeTransition(lab, name, target, origin, Quote.refused(reason));
    }

    @Override
    public Quote quote(Goal goal, Reading reading) {
        return price;
    }

    @Override
    public Plan plan(Goal goal, Reading reading) {
        return lab.plan(goal, reading, name);
    }
}
