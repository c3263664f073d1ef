package io.github.pocstate.snapshot.postgres.internal.catalog;

import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.model.DatabaseFingerprint;
import io.github.pocstate.snapshot.postgres.model.Manifest;
import io.github.pocstate.snapshot.postgres.model.TableFingerprint;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which snapshot is the least work to turn into a state. */
public final class NearestSnapshot {

    private NearestSnapshot() {}

    /** The one whose differing tables have the fewest rows, the newest of equals; none with other tables or columns. */
    public static Optional<Manifest> to(DatabaseFingerprint state, Collection<Manifest> snapshots) {
        return snapshots.stream()
                .filter(snapshot -> snapshot.fingerprint().schema().equals(state.schema()))
                .min(Comparator.<Manifest>comparingLong(snapshot -> rowsToCompare(state, snapshot))
                        .thenComparing(Manifest::id, Comparator.reverseOrder()));
    }

    private static long rowsToCompare(DatabaseFingerprint state, Manifest other) {
        long rows = 0;
        for (TableName table : other.differingTables(state)) {
            TableFingerprint print = state.tables().get(table);
            rows += print == null ? 0 : print.rows();
        }
        return rows;
    }
}
