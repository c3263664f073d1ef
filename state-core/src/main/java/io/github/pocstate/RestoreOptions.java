package io.github.pocstate;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The choices of one call.
 *
 * <pre>{@code
 * session.restore(Phase.ONE, RestoreOptions.builder().site("dc-north").limit(10).dryRun(true).build());
 * }</pre>
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param scope the servers it is about
 * @param dryRun whether the call stops at the plan and writes nothing
 * @param publishDiscovery whether the discovery queue gets one event per discovered server
 * @param strategy which ways may be taken
 * @param foreign what becomes of changes that no phase makes, when a snapshot would undo them
 * @param undo whether the state that a snapshot replaces is kept for {@code undo}; that takes some tenths of a second
 * @param listener hears the progress
 * @since 0.1
 */
public record RestoreOptions(
        Scope scope,
        boolean dryRun,
        boolean publishDiscovery,
        Strategy strategy,
        ForeignChanges foreign,
        boolean undo,
        ProgressListener listener) {

    /** The whole lab, for real, any way, foreign changes stay, no discovery events, nothing kept for undo, nobody listening. */
    public static final RestoreOptions DEFAULT = builder().build();

    /**
     * Refuses nulls.
     *
     * @param scope the servers it is about
     * @param dryRun whether the call stops at the plan and writes nothing
     * @param publishDiscovery whether the discovery queue gets one event per discovered server
     * @param strategy which ways may be taken
     * @param foreign what becomes of changes that no phase makes, when a snapshot would undo them
     * @param undo whether the state that a snapshot replaces is kept for {@code undo}; that takes some tenths of a second
     * @param listener hears the progress
     */
    public RestoreOptions {
        requireNonNull(scope, "scope");
        requireNonNull(strategy, "strategy");
        requireNonNull(foreign, "foreign");
        requireNonNull(listener, "listener");
    }

    /**
     * Starts with {@link #DEFAULT}.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * What is wanted of a phase with these choices.
     *
     * @param phase the phase
     * @return the goal
     */
    public Goal goal(Phase phase) {
        return new Goal(phase, scope, publishDiscovery);
    }

    /** Collects the choices; not thread-safe. */
    public static final class Builder {

        private OptionalInt limit = OptionalInt.empty();
        private Optional<String> site = Optional.empty();
        private boolean dryRun;
        private boolean publishDiscovery;
        private Strategy strategy = Strategy.AUTO;
        private ForeignChanges foreign = ForeignChanges.KEEP;
        private boolean undo;
        private ProgressListener listener = ProgressListener.NONE;

        private Builder() {}

        /**
         * Only the first servers in natural name order.
         *
         * @param servers how many, 1 or greater
         * @return this
         */
        public Builder limit(int servers) {
            this.limit = OptionalInt.of(servers);
            return this;
        }

        /**
         * Only the servers of one site.
         *
         * @param slug the site's slug
         * @return this
         */
        public Builder site(String slug) {
            this.site = Optional.of(slug);
            return this;
        }

        /**
         * Stops at the plan.
         *
         * @param only true to write nothing
         * @return this
         */
        public Builder dryRun(boolean only) {
            this.dryRun = only;
            return this;
        }

        /**
         * Asks for one discovery event per discovered server; without it the discovery queue is empty.
         *
         * @param publish true to publish
         * @return this
         */
        public Builder publishDiscovery(boolean publish) {
            this.publishDiscovery = publish;
            return this;
        }

        /**
         * Which ways may be taken; without it any.
         *
         * @param ways the strategy
         * @return this
         */
        public Builder strategy(Strategy ways) {
            this.strategy = ways;
            return this;
        }

        /**
         * What becomes of changes that no phase makes, when a snapshot would undo them; without it they stay.
         *
         * @param fate keep or discard
         * @return this
         */
        public Builder foreign(ForeignChanges fate) {
            this.foreign = fate;
            return this;
        }

        /**
         * Keeps the state that a snapshot replaces.
         *
         * @param kept true to keep it, which takes some tenths of a second
         * @return this
         */
        public Builder undo(boolean kept) {
            this.undo = kept;
            return this;
        }

        /**
         * Who hears the progress.
         *
         * @param hears the listener
         * @return this
         */
        public Builder listener(ProgressListener hears) {
            this.listener = hears;
            return this;
        }

        /**
         * Makes the options.
         *
         * @return the options
         * @throws IllegalArgumentException if the limit is 0 or negative, or the site is blank
         */
        public RestoreOptions build() {
            return new RestoreOptions(
                    new Scope(limit, site), dryRun, publishDiscovery, strategy, foreign, undo, listener);
        }
    }
}
