package io.github.pocstate.netbox.dto;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An end of a cable: one of the ports on one of its sides.
 *
 * @param id its id
 * @param cable id of the cable
 * @param cableEnd the side of the cable, {@code A} or {@code B}
 * @param terminationType type of the port, such as {@code dcim.interface}
 * @param terminationId id of the port
 * @param connector number of the connector that a cable profile gives it (NetBox 4.5 and later)
 * @param positions the positions of that connector
 *
 * @since 0.1
 */
public record CableTerminationDto(
        long id,
        long cable,
        String cableEnd,
        String terminationType,
        long terminationId,
        @Nullable Integer connector,
        @Nullable List<Integer> positions) {}
