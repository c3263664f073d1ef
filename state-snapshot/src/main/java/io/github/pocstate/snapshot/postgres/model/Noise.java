package io.github.pocstate.snapshot.postgres.model;

import io.github.pocstate.snapshot.TableName;

/**
 * What a restore leaves as the live database has it: whole tables, or single columns of rows that exist on both sides.
 *
 * <p>{@link #NONE} for a restore of everything. A column of the primary key is never noise.
 *
 * @since 0.1
 */
public interface Noise {

    /** Nothing is noise. */
    Noise NONE = new Noise() {
        @Override
        public boolean table(TableName table) {
            return false;
        }

        @Override
        public boolean column(TableName table, String column) {
            return false;
        }
    };

    /**
     * Whether a whole table is left alone: neither compared nor written, its sequences neither.
     *
     * @param table a table
     * @return true to leave it alone
     */
    boolean table(TableName table);

    /**
     * Whether a column is left alone: not compared, and kept in rows that are written back.
     *
     * @param table a table that is no noise itself
     * @param column one of its columns
     * @return true to leave it alone
     */
    boolean column(TableName table, String column);
}
