package io.github.pocstate.cli;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all commands about a phase share. */
abstract class PhaseCommand extends SessionCommand {

    @Parameters(paramLabel = "PHASE", converter = PhaseConverter.class, description = "0, 1, 2 or a name.")
    private @Nullable Phase phase;

    @Option(names = "--publish-discovery", description = "Discovery events, one per discovered server, belong to it.")
    private boolean publishDiscovery;

    abstract int run(PocSession session, Phase phase, RestoreOptions.Builder options, PrintWriter out);

    @Override
    final int run(PocSession session, RestoreOptions.Builder options, PrintWriter out) {
        return run(session, requireNonNull(phase), options.publishDiscovery(publishDiscovery), out);
    }
}
