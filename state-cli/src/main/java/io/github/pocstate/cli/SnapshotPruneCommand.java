package io.github.pocstate.cli;

import io.github.pocstate.PocSession;
import io.github.pocstate.snapshot.PrunePolicy;
import io.github.pocstate.snapshot.Snapshot;
import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code poc-state snapshot prune --keep 2 --older-than 7d}. */
@Command(
        name = "prune",
        description =
                "Delete snapshots past an age, and the oldest beyond a size; the newest of each phase or name stay.")
final class SnapshotPruneCommand extends SnapshotVerb {

    private static final Duration EVER = Duration.ofDays(365_000);
    private static final long MEGABYTE = 1_000_000L;

    @Option(names = "--keep", paramLabel = "N", defaultValue = "1", description = "How many of each stay; default 1.")
    private int keep;

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            converter = AgeConverter.class,
            description = "The age from which they go, such as 7d, 12h or 30m.")
    private @Nullable Duration olderThan;

    @Option(names = "--max-mb", paramLabel = "MB", description = "What all together may take, in megabytes.")
    private @Nullable Integer maxMegabytes;

    @Override
    int run(PocSession session, PrintWriter out) {
        if (olderThan == null && maxMegabytes == null) {
            throw wrongUsage("What may go? Say --older-than or --max-mb.");
        }
        PrunePolicy policy;
        try {
            policy = new PrunePolicy(
                    keep,
                    olderThan == null ? EVER : olderThan,
                    maxMegabytes == null ? Long.MAX_VALUE : maxMegabytes * MEGABYTE);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
        SnapshotView.deleted(
                out,
                json(),
                session.snapshots().prune(policy).stream().map(Snapshot::id).toList());
        return ExitCode.OK;
    }
}
