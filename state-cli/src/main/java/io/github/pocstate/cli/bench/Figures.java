package io.github.pocstate.cli.bench;

import java.time.Duration;
import java.util.List;

/**
 * Median, 95th percentile (nearest rank) and greatest of some durations, in milliseconds.
 *
 * @param median the middle one, or the mean of the middle two
 * @param p95 the smallest that 95 of 100 do not exceed
 * @param max the greatest
 */
record Figures(double median, double p95, double max) {

    /** Of one duration or more. */
    static Figures of(List<Duration> durations) {
        double[] millis = durations.stream()
                .mapToDouble(duration -> duration.toNanos() / 1_000_000.0)
                .sorted()
                .toArray();
        if (millis.length == 0) {
            throw new IllegalArgumentException("no durations");
        }
        int count = millis.length;
        return new Figures(
                (millis[(count - 1) / 2] + millis[count / 2]) / 2,
                millis[(int) Math.ceil(count * 0.95) - 1],
                millis[count - 1]);
    }
}
