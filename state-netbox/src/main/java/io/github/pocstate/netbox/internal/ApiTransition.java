package io.github.pocstate.netbox.internal;

import io.github.pocstate.Goal;
import io.github.pocstate.Phase;
import io.github.pocstate.Transition;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.plan.Quote;
import io.github.pocstate.plan.Step;
import io.github.pocstate.spi.Reading;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The way over NetBox's REST API: from any state, at some tens of milliseconds per object. */
final class ApiTransition implements Transition {

    /** Measured on two cores; a guide for choosing a way, not a promise. */
    private static final Duration PER_OBJECT = Duration.ofMillis(30);

    private final Phase target;
    private final Planner planner;

    ApiTransition(Phase target, Planner planner) {
        this.target = target;
        this.planner = planner;
    }

    @Override
    public String name() {
        return "netbox-api";
    }

    @Override
    public Phase target() {
        return target;
    }

    @Override
    public Optional<Phase> origin() {
        return Optional.empty();
    }

    @Override
    public Quote quote(Goal goal, Reading reading) {
        Plan plan = plan(goal, reading);
        String work = plan.steps().stream()
                .collect(Collectors.groupingBy(
                        Step::kind,
                        TreeMap::new,
                        Collectors.summingInt(step -> step.changes().size())))
                .entrySet()
                .stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
        return Quote.of(PER_OBJECT.multipliedBy(plan.size()), "it writes " + work);
    }

    @Override
    public Plan plan(Goal goal, Reading reading) {
        return planner.plan(goal, (Inventory) reading);
    }
}
