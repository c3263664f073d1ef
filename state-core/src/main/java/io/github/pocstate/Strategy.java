package io.github.pocstate;

/**
 * Which ways into a phase may be taken.
 *
 * @since 0.1
 */
public enum Strategy {
    /** A snapshot when one fits, else the API. */
    AUTO,
    /** Over the API only. */
    API,
    /** By snapshot only; refused, with the reason, when none fits. */
    SNAPSHOT
}
