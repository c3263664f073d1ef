package io.github.pocstate.verify;

/**
 * One object that is not as the phase wants it.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param kind kind of object, such as {@code devices}
 * @param subject the object, such as {@code srv-dc-north-0001}
 * @param expected what the phase wants, in words
 * @param found what is there, in words
 * @since 0.1
 */
public record Deviation(String kind, String subject, String expected, String found) {

    /** One line, such as {@code devices srv-dc-north-0001: expected status planned, found status offline}. */
    @Override
    public String toString() {
        return kind + " " + subject + ": expected " + expected + ", found " + found;
    }
}
