package io.github.pocstate.cli;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.snapshot.Snapshot;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code poc-state snapshot save 2}. */
@Command(
        name = "save",
        description = "Save the lab as the phase that it is in, or under a name. The first save ends NetBox's sessions"
                + " for a moment and wakes it up again; later ones end none.")
final class SnapshotSaveCommand extends SnapshotVerb {

    @Parameters(
            arity = "0..1",
            paramLabel = "PHASE",
            converter = PhaseConverter.class,
            description = "0, 1, 2 or a name; the lab must be in it. Default: the phase that the lab is in.")
    private @Nullable Phase phase;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Save any state, under a name of a-z, 0-9 and hyphens.")
    private @Nullable String name;

    @Override
    int run(PocSession session, PrintWriter out) {
        SnapshotView.saved(out, json(), save(session));
        return ExitCode.OK;
    }

    private Snapshot save(PocSession session) {
        if (name != null && phase != null) {
            throw wrongUsage("A snapshot has a phase or a --name, not both.");
        }
        if (name == null) {
            return session.snapshots().save(phase == null ? phaseOf(session) : phase);
        }
        try {
            return session.snapshots().save(name);
        } catch (IllegalArgumentException e) {
            throw wrongUsage("--name: " + e.getMessage());
        }
    }

    private Phase phaseOf(PocSession session) {
        return session.status(RestoreOptions.DEFAULT)
                .phase()
                .orElseThrow(() -> wrongUsage("The lab is in no phase; save it under a --name."));
    }
}
