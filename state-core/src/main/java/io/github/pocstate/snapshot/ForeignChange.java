package io.github.pocstate.snapshot;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Rows of one table that differ from a snapshot in a way that no phase makes.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param table the table, such as {@code dcim_site}
 * @param count how many rows, 1 or greater
 * @param examples the first of them, in words, such as {@code [dc-north]: name, description changed}; three at most
 * @since 0.1
 */
public record ForeignChange(String table, long count, List<String> examples) {

    /**
     * Copies the list.
     *
     * @param table the table, such as {@code dcim_site}
     * @param count how many rows, 1 or greater
     * @param examples the first of them, in words, such as {@code [dc-north]: name, description changed}; three at most
     */
    public ForeignChange {
        requireNonNull(table, "table");
        examples = List.copyOf(examples);
    }

    /** One line, such as {@code dcim_site: 2 rows, first [dc-north]: name changed}. */
    @Override
    public String toString() {
        String first = examples.isEmpty() ? "" : ", first " + examples.get(0);
        return table + ": " + count + (count == 1 ? " row" : " rows") + first;
    }
}
