package io.github.pocstate.snapshot.postgres;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.snapshot.TableName;
import java.util.Map;
import java.util.TreeMap;

/** Which sequences must be put elsewhere. */
final class SequenceDelta {

    private SequenceDelta() {}

    /** Those that both sides have and that stand elsewhere, with where they should stand. */
    static Map<TableName, SequenceState> of(DatabaseFingerprint wanted, DatabaseFingerprint present) {
        Map<TableName, SequenceState> moves = new TreeMap<>();
        for (TableName sequence : present.differingSequences(wanted)) {
            if (wanted.sequences().containsKey(sequence) && present.sequences().containsKey(sequence)) {
                moves.put(sequence, requireNonNull(wanted.sequences().get(sequence)));
            }
        }
        return moves;
    }
}
