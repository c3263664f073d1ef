package io.github.pocstate.netbox.model;

import java.util.Map;
import java.util.Optional;

/**
 * The cable on a production NIC, seen from the NIC.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param cableId id of the cable
 * @param side the NIC's side of the cable, {@code A} or {@code B}
 * @param far what it leads to; empty when its other end hangs loose
 * @param marked whether the cable carries our tag, which says it is inverted
 * @param attributes label, color and the like in NetBox's words; read only where cables are deleted and created
 * @param obstacle why this cable must not be written; empty when it joins, whole, this NIC with one port of another device
 * @since 0.1
 */
public record CableEnd(
        long cableId,
        String side,
        Optional<FarEnd> far,
        boolean marked,
        Map<String, Object> attributes,
        Optional<Obstacle> obstacle) {

    /**
     * Copies the attributes.
     *
     * @param cableId id of the cable
     * @param side the NIC's side of the cable, {@code A} or {@code B}
     * @param far what it leads to; empty when its other end hangs loose
     * @param marked whether the cable carries our tag, which says it is inverted
     * @param attributes label, color and the like in NetBox's words; read only where cables are deleted and created
     * @param obstacle why this cable must not be written; empty when it joins, whole, this NIC with one port of another device
     */
    public CableEnd {
        attributes = Map.copyOf(attributes);
    }
}
