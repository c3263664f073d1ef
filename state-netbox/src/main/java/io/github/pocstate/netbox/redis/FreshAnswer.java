package io.github.pocstate.netbox.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whether something holds just now. A process that is stopped between the answer and what it does next, or while the answer is on
 * its way, wakes up with one that is old.
 */
final class FreshAnswer {

    /** Well below the lease of the lock. */
    static final Duration FRESH = Duration.ofSeconds(3);

    static final int QUESTIONS = 3;

    private FreshAnswer() {}

    /**
     * Asks until a yes is fresh; a no stays one.
     *
     * @param question what to ask
     * @param nanoTime a clock that goes on while the process is stopped, such as {@link System#nanoTime}
     * @return the answer, or nothing if each yes took too long
     */
    static Optional<Boolean> to(BooleanSupplier question, LongSupplier nanoTime) {
        for (int time = 0; time < QUESTIONS; time++) {
            long asked = nanoTime.getAsLong();
            if (!question.getAsBoolean()) {
                return Optional.of(false);
            }
            if (nanoTime.getAsLong() - asked < FRESH.toNanos()) {
                return Optional.of(true);
            }
        }
        return Optional.empty();
    }
}
