package io.github.pocstate.lab.internal.service;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits by asking again and again, up to a time limit. */
public final class Await {

    private static final long ASKED_EVERY_MILLIS = 50;

    private Await() {}

    /**
     * Waits for something to become true.
     *
     * @param condition the question
     * @param limit how long at most
     * @return whether it became true in time; false too when the thread is interrupted, which it stays
     */
    public static boolean until(BooleanSupplier condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            if (!pause()) {
                return false;
            }
        }
        return true;
    }

    /** Waits a moment; false when the thread is interrupted, which it stays. */
    static boolean pause() {
        try {
            Thread.sleep(ASKED_EVERY_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
