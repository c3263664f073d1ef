package io.github.pocstate.plan;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.Goal;
import java.util.List;
import java.util.Locale;

/**
 * The ordered steps that would bring the lab into a phase; making a plan changes nothing.
 *
 * <p>Executing a plan twice has the effect of executing it once. This class is immutable and thread-safe.
 *
 * @param goal what is wanted
 * @param transition name of the transition that made it
 * @param steps the steps, in order
 * @param failures servers whose right state in the phase is a failure
 * @since 0.1
 */
public record Plan(Goal goal, String transition, List<Step> steps, List<Failure> failures) {

    private static final int EXAMPLES = 3;

    /**
     * Copies the lists.
     *
     * @param goal what is wanted
     * @param transition name of the transition that made it
     * @param steps the steps, in order
     * @param failures servers whose right state in the phase is a failure
     */
    public Plan {
        requireNonNull(goal, "goal");
        requireNonNull(transition, "transition");
        steps = List.copyOf(steps);
        failures = List.copyOf(failures);
    }

    /**
     * Tells whether the lab is already there.
     *
     * @return true without a step
     */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /**
     * How many objects are not in their end state.
     *
     * @return the changes of all steps
     */
    public int size() {
        return steps.stream().mapToInt(Step::size).sum();
    }

    /**
     * The steps as a person reads them, with the first objects of each.
     *
     * @return several lines, each with its end
     */
    public String stepsInWords() {
        StringBuilder text = new StringBuilder(isEmpty() ? "Nothing to do, the lab is there.\n" : "");
        for (Step step : steps) {
            List<Change> changes = step.changes();
            int shown = step.size() > changes.size() ? changes.size() : EXAMPLES; // groups are few, and all of interest
            text.append(String.format(Locale.ROOT, "%8d %-16s %s\n", step.size(), step.kind(), step.name()));
            changes.stream().limit(shown).forEach(change -> text.append("           " + change + "\n"));
            if (changes.size() > shown) {
                text.append("           and " + (changes.size() - shown) + " more\n");
            }
        }
        return text.append('\n').toString();
    }

    /** The plan as a person reads it, several lines. */
    @Override
    public String toString() {
        return (goal + "\n\n" + stepsInWords() + Failure.inWords(failures)).stripTrailing();
    }
}
