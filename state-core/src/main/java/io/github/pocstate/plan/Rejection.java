package io.github.pocstate.plan;

/**
 * An object that the remote side refused to write, while the others of its batch went through.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param kind kind of object, such as {@code devices}
 * @param subject the object, such as {@code srv-dc-north-0001}
 * @param message the remote side's words
 * @since 0.1
 */
public record Rejection(String kind, String subject, String message) {}
