package io.github.pocstate;

import io.github.pocstate.internal.Services;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All phases on the class path: ZERO, ONE, TWO and those of the user, found by {@link java.util.ServiceLoader}.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
public final class Phases {

    private Phases() {}

    /**
     * Lists every phase, lowest number first.
     *
     * @return the phases, at least three
     * @throws ConfigurationException if two phases share a name or a number
     */
    public static List<Phase> all() {
        List<Phase> phases = new ArrayList<>(List.of(StandardPhase.values()));
        phases.addAll(Services.all(Phase.class));
        phases.sort(Comparator.comparingInt(Phase::number));
        refuseTwins(phases);
        return List.copyOf(phases);
    }

    static Phase get(String nameOrNumber) {
        List<Phase> phases = all();
        return phases.stream()
                .filter(phase -> phase.name().equalsIgnoreCase(nameOrNumber)
                        || String.valueOf(phase.number()).equals(nameOrNumber))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(new Problem(
                        "There is no phase [" + nameOrNumber + "].",
                        "the phases on the class path: " + names(phases),
                        "name one of them, or add the jar that holds the phase")));
    }

    private static void refuseTwins(List<Phase> phases) {
        for (int i = 0; i < phases.size(); i++) {
            for (Phase other : phases.subList(i + 1, phases.size())) {
                Phase phase = phases.get(i);
                if (phase.number() == other.number() || phase.name().equalsIgnoreCase(other.name())) {
                    throw new ConfigurationException(new Problem(
                            "Two phases share the number or the name of [" + other.name() + "].",
                            phase.getClass().getName() + " and "
                                    + other.getClass().getName(),
                            "give one of them another number() and name()"));
                }
            }
        }
    }

    private static String names(List<Phase> phases) {
        return phases.stream()
                .map(phase -> phase.number() + " (" + phase.name() + ", " + phase.title() + ")")
                .collect(Collectors.joining(", "));
    }
}
