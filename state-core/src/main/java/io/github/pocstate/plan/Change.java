package io.github.pocstate.plan;

/**
 * One object that a step brings to its end state.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param subject the object, such as {@code srv-dc-north-0001} or {@code srv-dc-north-0001 [bmc]}
 * @param found what is there now, in words
 * @param wanted what must be there, in words
 * @since 0.1
 */
public record Change(String subject, String found, String wanted) {

    /** One line, such as {@code srv-dc-north-0001: status offline -> status planned}. */
    @Override
    public String toString() {
        return subject + ": " + found + " -> " + wanted;
    }
}
