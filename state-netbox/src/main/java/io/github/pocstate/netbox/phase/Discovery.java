package io.github.pocstate.netbox.phase;

import io.github.pocstate.netbox.model.HostAddress;
import io.github.pocstate.plan.Failure;
import java.util.Optional;

/**
 * What BMC discovery finds for a server: an address, or the reason why there is none.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param address the address for its BMC interface; empty when discovery fails
 * @param failure why discovery fails; empty when it succeeds
 * @since 0.1
 */
public record Discovery(Optional<HostAddress> address, Optional<Failure> failure) {

    /**
     * A server that gets an address.
     *
     * @param address the address
     * @return the discovery
     */
    public static Discovery found(HostAddress address) {
        return new Discovery(Optional.of(address), Optional.empty());
    }

    /**
     * A server that gets none.
     *
     * @param failure why
     * @return the discovery
     */
    public static Discovery failed(Failure failure) {
        return new Discovery(Optional.empty(), Optional.of(failure));
    }
}
