package io.github.pocstate.snapshot;

import static java.util.Objects.requireNonNull;

/**
 * How many rows of a table were written, or would be.
 *
 * @param table the table
 * @param inserted rows that were missing
 * @param updated rows that had another content
 * @param deleted rows that were too many
 * @since 0.1
 */
public record TableChange(TableName table, long inserted, long updated, long deleted) {

    /**
     * Refuses nulls.
     *
     * @param table the table
     * @param inserted rows that were missing
     * @param updated rows that had another content
     * @param deleted rows that were too many
     */
    public TableChange {
        requireNonNull(table, "table");
    }

    /**
     * All rows together.
     *
     * @return inserted, updated and deleted rows
     */
    public long rows() {
        return inserted + updated + deleted;
    }
}
