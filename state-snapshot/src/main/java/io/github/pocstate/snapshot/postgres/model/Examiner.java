package io.github.pocstate.snapshot.postgres.model;

import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.spi.Tables;
import java.util.function.Predicate;

/**
 * Looks before anything is written and after all is written; whatever it throws ends the restore, and nothing is written.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Examiner {

    /** Content with all. */
    Examiner NONE = comparison -> {};

    /**
     * Called before {@link #before}, while the differences are sought, in another thread.
     *
     * @param live the live database as it is; of no use after this call
     * @param asKept the tables that hold the same rows as the snapshot
     */
    default void present(Tables live, Predicate<TableName> asKept) {
        // content with what the comparison shows
    }

    /**
     * Called when all differences are known and nothing is written, also when nothing differs.
     *
     * @param comparison what differs; of no use after this call
     */
    void before(Comparison comparison);

    /**
     * Called when everything is written, and was read back and found equal, and can still be taken back; not when nothing
     * differed.
     *
     * @param live the live database as it will be; of no use after this call
     */
    default void after(Tables live) {
        // content with what is equal
    }
}
