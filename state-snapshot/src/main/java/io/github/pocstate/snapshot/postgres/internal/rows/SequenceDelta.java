package io.github.pocstate.snapshot.postgres.internal.rows;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.server.Quote;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.model.DatabaseFingerprint;
import io.github.pocstate.snapshot.postgres.model.SequenceState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** Which sequences must be put elsewhere, and putting them there. */
public final class SequenceDelta {

    private SequenceDelta() {}

    /** Those that both sides have and that stand elsewhere, with where they should stand. */
    public static Map<TableName, SequenceState> of(DatabaseFingerprint wanted, DatabaseFingerprint present) {
        Map<TableName, SequenceState> moves = new TreeMap<>();
        for (TableName sequence : present.differingSequences(wanted)) {
            if (wanted.sequences().containsKey(sequence) && present.sequences().containsKey(sequence)) {
                moves.put(sequence, requireNonNull(wanted.sequences().get(sequence)));
            }
        }
        return moves;
    }

    /** Puts sequences where they should stand, in the same transaction: it gives them new files, as TRUNCATE does to tables. */
    public static void write(Connection target, Map<TableName, SequenceState> sequences) throws SQLException {
        for (Map.Entry<TableName, SequenceState> sequence : sequences.entrySet()) {
            String name = Quote.name(sequence.getKey());
            Sql.run(target, "ALTER SEQUENCE " + name + " RESTART");
            Sql.list(
                    target,
                    row -> "",
                    "SELECT setval(CAST(? AS regclass), ?, ?)",
                    name,
                    sequence.getValue().value(),
                    sequence.getValue().called());
        }
    }
}
