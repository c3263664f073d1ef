package io.github.pocstate.cli;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.snapshot.SnapshotId;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** What all commands about snapshots share: one session. */
abstract class SnapshotVerb extends Verb {

    abstract int run(PocSession session, PrintWriter out);

    @Override
    public final Integer call() {
        try (PocSession session = PocSession.open(config())) {
            PrintWriter out = out();
            int code = run(session, out);
            out.flush();
            return code;
        }
    }

    /** Reads an id, or the time of an id of a phase. */
    SnapshotId id(String text, @Nullable Phase phase) {
        String whole = phase == null || text.contains("-") ? text : SnapshotId.label(phase) + "-" + text;
        return SnapshotId.parse(whole)
                .orElseThrow(
                        () -> wrongUsage("[" + text + "] is no id of a snapshot, such as phase-2-20260131T120000Z"));
    }
}
