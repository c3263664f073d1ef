package io.github.pocstate.netbox.internal.write;

import java.time.Duration;

/**
 * How many objects a request carries and how many requests are in flight, learned from the answer times; thread-safe.
 *
 * <p>A request is sized so that its answer takes about two seconds: long enough to spread the cost of a request, short
 * enough to show progress and to lose little when it fails. Fewer requests are in flight while an object takes much
 * longer than in the best answer so far, one more after each good answer.
 */
final class Pace {

    private static final double TARGET_SECONDS = 2.0;
    private static final int SMALLEST = 5;
    private static final int LARGEST = 100;
    private static final double SLOWED_DOWN = 4.0;

    private final int mostInFlight;
    private int allowedInFlight;
    private int inFlight;
    private int batchSize;
    private double bestSecondsPerObject = Double.MAX_VALUE;

    Pace(int mostInFlight, int firstBatch) {
        this.batchSize = firstBatch;
        this.mostInFlight = mostInFlight;
        this.allowedInFlight = mostInFlight;
    }

    synchronized int mostInFlight() {
        return mostInFlight;
    }

    synchronized int batchSize() {
        return batchSize;
    }

    /** Waits until one more request may be sent. */
    synchronized void enter() throws InterruptedException {
        while (inFlight >= allowedInFlight) {
            wait();
        }
        inFlight++;
    }

    /** A request is over. */
    synchronized void leave() {
        inFlight--;
        notifyAll();
    }

    /** Learns from an answer. */
    synchronized void answered(int objects, Duration took) {
        double secondsPerObject = took.toNanos() / 1e9 / objects;
        bestSecondsPerObject = Math.min(bestSecondsPerObject, secondsPerObject);
        boolean slowedDown = secondsPerObject > SLOWED_DOWN * bestSecondsPerObject;
        allowedInFlight = slowedDown ? Math.max(1, allowedInFlight - 1) : Math.min(mostInFlight, allowedInFlight + 1);
        int wanted = (int) (TARGET_SECONDS / secondsPerObject);
        batchSize = Math.max(SMALLEST, Math.min(LARGEST, (batchSize + wanted) / 2));
        notifyAll();
    }
}
