package io.github.pocstate;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of one reading of the lab: servers per status, and the other objects that phases are about.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param servers how many servers are in scope
 * @param statuses servers per status
 * @param objects other counts by name, such as {@code addresses}, {@code inverted cables}
 * @since 0.1
 */
public record LabSummary(int servers, SortedMap<String, Integer> statuses, SortedMap<String, Integer> objects) {

    /**
     * Copies the counts.
     *
     * @param servers how many servers are in scope
     * @param statuses servers per status
     * @param objects other counts by name, such as {@code addresses}, {@code inverted cables}
     */
    public LabSummary {
        statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
        objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    }
}
