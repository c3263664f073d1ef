package io.github.pocstate.cli;

import io.github.pocstate.ForeignChanges;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.Strategy;
import picocli.CommandLine.Option;

/** Which ways into a phase may be taken, and what may be lost on them. */
final class WayOptions {

    @Option(
            names = "--strategy",
            paramLabel = "WAY",
            defaultValue = "auto",
            description = "auto (a snapshot when one fits, the default), api or snapshot.")
    private Strategy strategy = Strategy.AUTO;

    @Option(
            names = "--discard-foreign",
            description = "A snapshot may undo changes that no phase makes; the state before is kept for `undo`.")
    private boolean discardForeign;

    RestoreOptions.Builder apply(RestoreOptions.Builder options) {
        return options.strategy(strategy)
                .foreign(discardForeign ? ForeignChanges.DISCARD : ForeignChanges.KEEP)
                .undo(discardForeign);
    }
}
