package io.github.pocstate.lab.internal.service;

/** What a lab's PostgreSQL does for its data to outlive a crash. */
public enum Durability {

    /**
     * Nothing, for speed: what was committed in the half second before it is killed may be gone, and a crash of the machine may
     * cost all data.
     */
    NONE,

    /** What PostgreSQL does when nobody changes its settings, as on most servers. */
    FULL
}
