package io.github.pocstate.verify;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.Goal;
import io.github.pocstate.plan.Failure;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a reading of the lab proves about a phase.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param goal the phase and the servers it was checked for
 * @param checked how many objects of each kind were looked at
 * @param deviations what is not as the phase wants it; empty when the lab is in the phase
 * @param failures servers whose right state in the phase is a failure
 * @since 0.1
 */
public record Verification(
        Goal goal, SortedMap<String, Integer> checked, List<Deviation> deviations, List<Failure> failures) {

    private static final int EXAMPLES = 3;

    /**
     * Copies the collections.
     *
     * @param goal the phase and the servers it was checked for
     * @param checked how many objects of each kind were looked at
     * @param deviations what is not as the phase wants it; empty when the lab is in the phase
     * @param failures servers whose right state in the phase is a failure
     */
    public Verification {
        requireNonNull(goal, "goal");
        checked = Collections.unmodifiableSortedMap(new TreeMap<>(checked));
        deviations = List.copyOf(deviations);
        failures = List.copyOf(failures);
    }

    /**
     * Tells whether the lab is in the phase.
     *
     * @return true without a deviation
     */
    public boolean passed() {
        return deviations.isEmpty();
    }

    /**
     * What was read back as a person reads it, with the first deviations.
     *
     * @return one line, or more without a proof; the last without its end
     */
    public String proofInWords() {
        String looked = checked.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
        return passed()
                ? "Verified: " + looked + " read back"
                : "Not verified: " + differenceInWords() + " (" + looked + " checked)"
                        + deviations.stream()
                                .limit(EXAMPLES)
                                .map(deviation -> "\n  " + deviation)
                                .collect(Collectors.joining());
    }

    /**
     * How far the lab is from the phase.
     *
     * @return such as {@code 3 objects differ}
     */
    public String differenceInWords() {
        return deviations.size() == 1 ? "1 object differs" : deviations.size() + " objects differ";
    }

    /** The proof as a person reads it, several lines. */
    @Override
    public String toString() {
        return goal + "\n\n" + Failure.inWords(failures) + proofInWords();
    }
}
