package io.github.pocstate.cli;

import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all commands on servers share: the scope, the progress, one session. */
abstract class SessionCommand extends Verb {

    @Option(names = "--limit", paramLabel = "N", description = "Only the first N servers in natural name order.")
    private @Nullable Integer limit;

    @Option(names = "--site", paramLabel = "SLUG", description = "Only the servers of this site.")
    private @Nullable String site;

    abstract int run(PocSession session, RestoreOptions.Builder options, PrintWriter out);

    @Override
    public final Integer call() {
        RestoreOptions.Builder options = options();
        try (ProgressBars bars = ProgressBars.onTerminal(json())) {
            options.listener(bars.listener());
            return inSession(options);
        }
    }

    private int inSession(RestoreOptions.Builder options) {
        try (PocSession session = PocSession.open(config())) {
            return run(session, options, out());
        }
    }

    private RestoreOptions.Builder options() {
        if (limit != null && limit < 1) {
            throw wrongUsage("--limit is " + limit + ", it must be 1 or greater");
        }
        if (site != null && site.isBlank()) {
            throw wrongUsage("--site is blank, it must be the slug of a site");
        }
        RestoreOptions.Builder options = RestoreOptions.builder();
        if (limit != null) {
            options.limit(limit);
        }
        if (site != null) {
            options.site(site);
        }
        return options;
    }
}
