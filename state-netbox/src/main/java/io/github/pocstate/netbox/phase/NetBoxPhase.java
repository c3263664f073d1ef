package io.github.pocstate.netbox.phase;

import io.github.pocstate.Phase;
import io.github.pocstate.netbox.model.Server;

/**
 * A phase that says what must hold for each server; the way there, the dry run and the proof follow from it.
 *
 * <pre>{@code
 * public ServerState wanted(Server server, Discovery discovery) {
 *     return ServerState.of("active").withBmcAddress(discovery.address());
 * }
 * }</pre>
 *
 * <p>The answer depends on the arguments only, so the same lab always ends in the same state. Implementations are
 * thread-safe and have a public constructor without parameters.
 *
 * @since 0.1
 */
public interface NetBoxPhase extends Phase {

    /**
     * Says what must hold for a server.
     *
     * @param server the server as it is
     * @param discovery what BMC discovery finds for it
     * @return the server as it must be
     */
    ServerState wanted(Server server, Discovery discovery);
}
