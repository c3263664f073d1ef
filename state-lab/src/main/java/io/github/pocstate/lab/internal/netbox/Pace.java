package io.github.pocstate.lab.internal.netbox;

import java.time.Duration;

/**
 * How slow the embedded NetBox is besides what its work takes.
 *
 * @param request time added to every request
 * @param object time added for every object that a request writes
 */
public record Pace(Duration request, Duration object) {

    /** As fast as it can. */
    public static final Pace FULL = new Pace(Duration.ZERO, Duration.ZERO);

    /** Checks the values. */
    public Pace {
        if (request.isNegative() || object.isNegative()) {
            throw new IllegalArgumentException("a pace cannot be negative: " + request + ", " + object);
        }
    }

    Duration of(int written) {
        return request.plus(object.multipliedBy(written));
    }
}
