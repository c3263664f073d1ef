package io.github.pocstate.junit;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Tells what others take from what we take; not thread-safe. */
final class Stopwatch {

    /** What others take. */
    enum Part {
        /** Connecting to the lab, once per run. */
        OPEN,
        /** Waiting for the lab to be ours. */
        WAIT,
        /** Bringing it into the phase. */
        RESTORE
    }

    private final long start = System.nanoTime();
    private final Map<Part, Long> parts = new EnumMap<>(Part.class);

    <T> T time(Part part, Supplier<T> work) {
        long begin = System.nanoTime();
        try {
            return work.get();
        } finally {
            parts.merge(part, System.nanoTime() - begin, Long::sum);
        }
    }

    /** How long a part took, in milliseconds. */
    String millis(Part part) {
        return millis(parts.getOrDefault(part, 0L));
    }

    /** How long everything but the parts took so far, in milliseconds. */
    String remainingMillis() {
        long others = parts.values().stream().mapToLong(Long::longValue).sum();
        return millis(System.nanoTime() - start - others);
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e6);
    }
}
