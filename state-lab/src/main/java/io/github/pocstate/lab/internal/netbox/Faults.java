package io.github.pocstate.lab.internal.netbox;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to go wrong with the next requests to the embedded NetBox; thread-safe. */
public final class Faults {

    private final List<Fault> waiting = new ArrayList<>();
    private int happened;

    Faults() {}

    /** Lets something go wrong with the next requests that it concerns. Each request meets one fault at most. */
    public synchronized void inject(Fault fault) {
        waiting.add(requireNonNull(fault, "fault"));
    }

    /** Forgets what has not happened yet. */
    public synchronized void clear() {
        waiting.clear();
    }

    /** How many faults happened so far. */
    public synchronized int happened() {
        return happened;
    }

    synchronized Optional<Fault> next(String method, String path) {
        for (int i = 0; i < waiting.size(); i++) {
            Fault fault = waiting.get(i);
            if (fault.concerns(method, path)) {
                happened++;
                if (fault.times() > 1) {
                    waiting.set(i, fault.times(fault.times() - 1));
                } else {
                    waiting.remove(i);
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
