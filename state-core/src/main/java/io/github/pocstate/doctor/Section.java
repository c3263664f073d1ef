package io.github.pocstate.doctor;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Findings that belong together.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param title what they are about, such as {@code Redis at redis://127.0.0.1:6379}
 * @param findings in the order in which they were found
 * @since 0.1
 */
public record Section(String title, List<Finding> findings) {

    /**
     * Copies the list.
     *
     * @param title what they are about, such as {@code Redis at redis://127.0.0.1:6379}
     * @param findings in the order in which they were found
     */
    public Section {
        requireNonNull(title, "title");
        findings = List.copyOf(findings);
    }
}
