package io.github.pocstate.snapshot.postgres.model;

/**
 * Where a sequence stands.
 *
 * @param value its last value
 * @param called whether that value was handed out
 * @since 0.1
 */
public record SequenceState(long value, boolean called) {}
