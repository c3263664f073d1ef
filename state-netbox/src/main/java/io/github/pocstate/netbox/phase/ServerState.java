package io.github.pocstate.netbox.phase;

import io.github.pocstate.netbox.model.HostAddress;
import io.github.pocstate.netbox.model.Note;
import io.github.pocstate.plan.Failure;
import java.util.Optional;

/**
 * A server as a phase wants it; whatever it does not name must not be there.
 *
 * <pre>{@code
 * ServerState.of("planned").withBmcAddress(discovery.address())
 * }</pre>
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param status the status
 * @param via the status on the way to it, for a server that is not there yet
 * @param bmcAddress the address on the BMC interface, which is the out-of-band address too
 * @param inverted whether the far ends of the production cables are exchanged
 * @param note the one journal entry of ours
 * @param discoveryEvent its event in the discovery queue, which holds it only when asked to publish
 * @param updateEvent its event in the update queue
 * @param failure why its right state is a failure; told in the report
 * @since 0.1
 */
public record ServerState(
        String status,
        Optional<String> via,
        Optional<HostAddress> bmcAddress,
        boolean inverted,
        Optional<Note> note,
        Optional<Event> discoveryEvent,
        Optional<Event> updateEvent,
        Optional<Failure> failure) {

    /**
     * A server with a status and cables as built; without addresses, journal entry and events.
     *
     * @param status the status
     * @return the state
     */
    public static ServerState of(String status) {
        return new ServerState(
                status,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The same with another status.
     *
     * @param other the status
     * @return the state
     */
    public ServerState withStatus(String other) {
        return new ServerState(other, via, bmcAddress, inverted, note, discoveryEvent, updateEvent, failure);
    }

    /**
     * The same, reached through another status.
     *
     * @param other the status on the way
     * @return the state
     */
    public ServerState withVia(String other) {
        return new ServerState(
                status, Optional.of(other), bmcAddress, inverted, note, discoveryEvent, updateEvent, failure);
    }

    /**
     * The same with an address on the BMC interface.
     *
     * @param address the address, empty for none
     * @return the state
     */
    public ServerState withBmcAddress(Optional<HostAddress> address) {
        return new ServerState(status, via, address, inverted, note, discoveryEvent, updateEvent, failure);
    }

    /**
     * The same with the far ends of the production cables exchanged.
     *
     * @return the state
     */
    public ServerState withInvertedCables() {
        return new ServerState(status, via, bmcAddress, true, note, discoveryEvent, updateEvent, failure);
    }

    /**
     * The same with a journal entry.
     *
     * @param entry the entry
     * @return the state
     */
    public ServerState withNote(Note entry) {
        return new ServerState(
                status, via, bmcAddress, inverted, Optional.of(entry), discoveryEvent, updateEvent, failure);
    }

    /**
     * The same with an event in the discovery queue.
     *
     * @param event the event
     * @return the state
     */
    public ServerState withDiscoveryEvent(Event event) {
        return new ServerState(status, via, bmcAddress, inverted, note, Optional.of(event), updateEvent, failure);
    }

    /**
     * The same with an event in the update queue.
     *
     * @param event the event
     * @return the state
     */
    public ServerState withUpdateEvent(Event event) {
        return new ServerState(status, via, bmcAddress, inverted, note, discoveryEvent, Optional.of(event), failure);
    }

    /**
     * The same, told as a failure in the report.
     *
     * @param why the failure
     * @return the state
     */
    public ServerState withFailure(Failure why) {
        return new ServerState(status, via, bmcAddress, inverted, note, discoveryEvent, updateEvent, Optional.of(why));
    }
}
