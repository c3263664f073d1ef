package io.github.pocstate.internal;

import io.github.pocstate.Goal;
import io.github.pocstate.Phase;
import io.github.pocstate.Problem;
import io.github.pocstate.Transition;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.plan.Quote;
import io.github.pocstate.spi.Lab;
import io.github.pocstate.spi.Reading;
import io.github.pocstate.spi.TransitionProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the cheapest way into a phase: one transition, or a chain when one needs to start from another phase. */
final class Router {

    private final Lab lab;
    private final List<TransitionProvider> providers;

    Router(Lab lab, List<TransitionProvider> providers) {
        this.lab = lab;
        this.providers = providers;
    }

    Route route(Goal goal, Reading reading) {
        if (lab.verify(goal, reading).passed()) {
            return Route.HERE;
        }
        Set<String> refusals = new LinkedHashSet<>();
        return cheapest(goal, reading, new HashSet<>(), refusals)
                .map(route -> route.insteadOf(refusals))
                .orElseThrow(() -> new UnfitLabException(new Problem(
                        "There is no way into phase " + goal.phase().name() + ".",
                        lab.name() + ": " + (refusals.isEmpty() ? obstacle(goal.phase()) : refusals),
                        "with state-netbox a phase implements NetBoxPhase; others need a TransitionProvider")));
    }

    private String obstacle(Phase target) {
        return transitions(target).isEmpty()
                ? "no transition ends in this phase"
                : "every transition starts from a phase that cannot be reached";
    }

    private Optional<Route> cheapest(Goal goal, Reading reading, Set<String> visited, Set<String> refusals) {
        if (!visited.add(goal.phase().name())) {
            return Optional.empty();
        }
        Optional<Route> best = Optional.empty();
        for (Transition transition : transitions(goal.phase())) {
            Quote quote = transition.quote(goal, reading);
            if (quote.cost().isEmpty()) {
                refusals.add(transition.name() + ": " + quote.reason());
                continue;
            }
            Route leg = new Route(List.of(transition), quote.cost().get(), quote.reason());
            Optional<Route> whole =
                    approach(transition, goal, reading, visited, refusals).map(before -> before.then(leg));
            if (whole.isPresent() && (best.isEmpty() || whole.get().isCheaperThan(best.get()))) {
                best = whole;
            }
        }
        visited.remove(goal.phase().name());
        return best;
    }

    private Optional<Route> approach(
            Transition transition, Goal goal, Reading reading, Set<String> visited, Set<String> refusals) {
        Optional<Goal> origin = transition.origin().map(goal::at);
        if (origin.isEmpty() || lab.verify(origin.get(), reading).passed()) {
            return Optional.of(Route.START);
        }
        return cheapest(origin.get(), reading, visited, refusals);
    }

    private List<Transition> transitions(Phase target) {
        List<Transition> transitions = new ArrayList<>(lab.transitions(target));
        providers.forEach(provider -> transitions.addAll(provider.transitions(lab, target)));
        return transitions;
    }

    /** Transitions in the order in which they are taken. */
    record Route(List<Transition> legs, Duration cost, String reason) {

        static final Route HERE = new Route(List.of(), Duration.ZERO, "the lab is there already");

        /** Where a chain begins. */
        private static final Route START = new Route(List.of(), Duration.ZERO, "");

        private Route insteadOf(Set<String> refusals) {
            return refusals.isEmpty() ? this : new Route(legs, cost, reason + "; not taken: " + refusals);
        }

        Route insteadOfSnapshot(String obstacle) {
            return obstacle.isEmpty() ? this : new Route(legs, cost, reason + "; no snapshot: " + obstacle);
        }

        Route then(Route leg) {
            List<Transition> all = new ArrayList<>(legs);
            all.addAll(leg.legs);
            return new Route(
                    List.copyOf(all), cost.plus(leg.cost), reason.isEmpty() ? leg.reason : reason + ", " + leg.reason);
        }

        boolean isCheaperThan(Route other) {
            return cost.compareTo(other.cost) < 0;
        }

        List<String> names() {
            return legs.stream().map(Transition::name).toList();
        }
    }
}
