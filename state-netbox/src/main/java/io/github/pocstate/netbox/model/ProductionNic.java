package io.github.pocstate.netbox.model;

import java.util.Optional;

/**
 * One of the two production interfaces of a server.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param interfaceId id of the interface
 * @param name its name, such as {@code ens1f0}
 * @param cable the cable on it
 * @since 0.1
 */
public record ProductionNic(long interfaceId, String name, Optional<CableEnd> cable) {

    /**
     * What the NIC is connected to.
     *
     * @return the far end; empty without a cable or with a loose one
     */
    public Optional<FarEnd> far() {
        return cable.flatMap(CableEnd::far);
    }

    /**
     * Whether its cable carries our tag.
     *
     * @return true for a cable that is marked as inverted
     */
    public boolean isMarked() {
        return cable.map(CableEnd::marked).orElse(false);
    }
}
