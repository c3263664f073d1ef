package io.github.pocstate;

/**
 * A named state of the lab: what must hold for every server, cable, address, journal entry and queue.
 *
 * <pre>{@code
 * PocState.restore(Phase.TWO);
 * PocState.restore(Phase.of("2"));
 * }</pre>
 *
 * <p>A phase of your own is a class that implements this interface (with state-netbox: its {@code NetBoxPhase},
 * which also says what must hold) and one line in {@code META-INF/services/io.github.pocstate.Phase}.
 * Two phases are the same phase when their {@link #name()} is equal. Implementations are immutable and thread-safe.
 *
 * @since 0.1
 */
public interface Phase {

    /** Clean slate: all servers offline, no BMC or management addresses, cabling as built, queues empty. */
    Phase ZERO = StandardPhase.ZERO;

    /** BMC discovery complete: servers planned, one BMC address each from the prefix of their site. */
    Phase ONE = StandardPhase.ONE;

    /** Cable validation complete: production cables inverted, servers failed, journal written, events queued. */
    Phase TWO = StandardPhase.TWO;

    /**
     * The word that identifies the phase, upper case, such as {@code TWO}.
     *
     * @return the name
     */
    String name();

    /**
     * The number under which the command line knows the phase, 0 or greater.
     *
     * @return the number, unique among the phases on the class path
     */
    int number();

    /**
     * What the phase means, in a few words.
     *
     * @return the title, such as {@code cable validation complete}
     */
    String title();

    /**
     * Finds a phase by its number or by its name in any case, among the three of this interface and those found by
     * {@link java.util.ServiceLoader}.
     *
     * @param nameOrNumber such as {@code 2}, {@code TWO} or {@code two}
     * @return the phase
     * @throws ConfigurationException if there is no such phase; the message lists those there are
     */
    static Phase of(String nameOrNumber) {
        return Phases.get(nameOrNumber);
    }
}
