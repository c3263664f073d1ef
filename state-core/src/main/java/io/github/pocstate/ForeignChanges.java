package io.github.pocstate;

/**
 * What becomes of changes that no phase makes, when a snapshot would undo them.
 *
 * @since 0.1
 */
public enum ForeignChanges {
    /** They stay: {@code restore} goes over the API instead, which touches only what phases are about. */
    KEEP,
    /** They go: the lab becomes what the snapshot holds. */
    DISCARD
}
