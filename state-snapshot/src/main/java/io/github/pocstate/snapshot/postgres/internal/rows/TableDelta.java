package io.github.pocstate.snapshot.postgres.internal.rows;

import io.github.pocstate.snapshot.TableChange;

/**
 * What must happen to the rows of one table.
 *
 * @param shape the table
 * @param file the file of the target's rows
 * @param rows how many rows the target has when it is done
 * @param match what must happen
 * @param looked how many of the target's rows had to be looked into
 */
public record TableDelta(TableShape shape, long file, long rows, RowMatch match, int looked) {

    /** How many rows the next comparison has to look into, unless it knows that the tables are equal. */
    public int apart() {
        return looked + match.wanted().size();
    }

    public TableChange change() {
        return new TableChange(
                shape.name(),
                match.missing(),
                match.stale().size(),
                match.surplus().size());
    }
}
