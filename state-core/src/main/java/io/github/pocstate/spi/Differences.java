package io.github.pocstate.spi;

import java.util.List;
import java.util.Set;

/**
 * What differs between the live database and a snapshot, while nobody writes.
 *
 * @since 0.1
 */
public interface Differences {

    /**
     * The tables with rows that differ, those of {@link DatabaseGuide.Part#LIVE} and {@link DatabaseGuide.Part#DERIVED}
     * apart.
     *
     * @return their names, sorted
     */
    Set<String> tables();

    /**
     * The rows of a table that differ, in columns that are not {@link DatabaseGuide.Part#LIVE}.
     *
     * @param table one of {@link #tables()}
     * @return the rows, in no order
     */
    List<RowDifference> rows(String table);

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
}
