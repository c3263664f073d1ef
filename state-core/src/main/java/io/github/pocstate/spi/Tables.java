package io.github.pocstate.spi;

import java.util.List;
import java.util.Set;

/**
 * The tables of one database at one moment, read without SQL.
 *
 * @since 0.1
 */
public interface Tables {

    /**
     * The columns of a table.
     *
     * @param table name of a table of the application's schema
     * @return their names; empty if there is no such table
     */
    Set<String> columns(String table);

    /**
     * Reads all rows of a table.
     *
     * @param table the table
     * @param columns the columns to read
     * @return the rows, in no order
     */
    List<Row> read(String table, String... columns);
}
