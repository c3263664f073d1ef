package io.github.pocstate.snapshot.postgres.model;

import io.github.pocstate.snapshot.TableChange;
import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.spi.RowDifference;
import io.github.pocstate.spi.Tables;
import java.util.List;
import java.util.Map;

/**
 * What differs between the live database and a snapshot, in the transaction that found it. It can be asked as long as the
 * {@link Examiner} that it was given to runs, in one thread.
 *
 * @since 0.1
 */
public interface Comparison {

    /**
     * The tables with rows that differ, noise apart.
     *
     * @return the rows that a restore would write, per table
     */
    List<TableChange> changes();

    /**
     * The sequences that stand elsewhere, noise apart.
     *
     * @return their names, sorted
     */
    List<TableName> sequences();

    /**
     * The rows of a table that differ: whole rows of both sides, paired by primary key. Rows of a table without a primary key
     * are not paired.
     *
     * @param table one of those of {@link #changes()}
     * @return the rows, in no order; empty for any other table
     */
    List<RowDifference> rows(TableName table);

    /**
     * The live database.
     *
     * @return its tables
     */
    Tables live();

    /**
     * The snapshot.
     *
     * @return its tables
     */
    Tables kept();

    /**
     * What was kept with the snapshot.
     *
     * @return the attachments by name
     */
    Map<String, byte[]> attachments();
}
