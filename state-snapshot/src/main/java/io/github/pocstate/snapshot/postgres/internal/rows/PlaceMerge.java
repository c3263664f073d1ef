package io.github.pocstate.snapshot.postgres.internal.rows;

import java.sql.SQLException;

/** Walks through two tables in the order on disk and keeps the rows that lie elsewhere or were written by another transaction. */
final class PlaceMerge {

    /** One side: the row it stands at. */
    private static final class Cursor {

        private final BinaryRows rows;
        private boolean present;
        private long location;
        private int transaction;

        Cursor(BinaryRows rows) {
            this.rows = rows;
        }

        void next() throws SQLException {
            present = rows.next();
            if (present) {
                location = rows.location();
                transaction = rows.transaction();
            }
        }
    }

    private final Cursor source;
    private final Cursor target;

    PlaceMerge(BinaryRows source, BinaryRows target) {
        this.source = new Cursor(source);
        this.target = new Cursor(target);
    }

    void differing(Locations ofSource, Locations ofTarget) throws SQLException {
        source.next();
        target.next();
        while (source.present || target.present) {
            boolean sourceFirst = source.present && (!target.present || source.location < target.location);
            boolean targetFirst = target.present && (!source.present || target.location < source.location);
            if (sourceFirst) {
                keep(source, ofSource);
            } else if (targetFirst) {
                keep(target, ofTarget);
            } else {
                both(ofSource, ofTarget);
            }
        }
    }

    private void both(Locations ofSource, Locations ofTarget) throws SQLException {
        if (source.transaction == target.transaction) {
            source.next();
            target.next();
        } else {
            keep(source, ofSource);
            keep(target, ofTarget);
        }
    }

    private static void keep(Cursor row, Locations kept) throws SQLException {
        kept.add(row.location);
        row.next();
    }
}
