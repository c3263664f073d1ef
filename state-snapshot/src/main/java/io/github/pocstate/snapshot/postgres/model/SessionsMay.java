package io.github.pocstate.snapshot.postgres.model;

/**
 * Whether a save may end the sessions of the live database, which only the first one after a change of its tables needs.
 *
 * @since 0.1
 */
public enum SessionsMay {
    /** Sessions may be ended if there is no other way. */
    BE_ENDED,
    /** Sessions must stay; a save that cannot do without is refused. */
    STAY_ONLY
}
