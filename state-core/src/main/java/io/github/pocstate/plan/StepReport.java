package io.github.pocstate.plan;

import java.time.Duration;

/**
 * A step that was carried out.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param name the end state, such as {@code status planned}
 * @param kind the kind of object, such as {@code devices}
 * @param count how many objects were written
 * @param duration how long it took
 * @since 0.1
 */
public record StepReport(String name, String kind, int count, Duration duration) {}
