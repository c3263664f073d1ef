package io.github.pocstate.netbox.model;

import java.util.List;

/**
 * What a cable leads to, seen from a server.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param objectType type of the port, such as {@code dcim.interface}
 * @param portIds ids of the ports, one unless the cable fans out
 * @param device name of the device, such as {@code prod1-DC-North-R01}
 * @param port name of the port, such as {@code xe-0/0/0}
 * @since 0.1
 */
public record FarEnd(String objectType, List<Long> portIds, String device, String port) {

    /**
     * Copies the ids in ascending order.
     *
     * @param objectType type of the port, such as {@code dcim.interface}
     * @param portIds ids of the ports, one unless the cable fans out
     * @param device name of the device, such as {@code prod1-DC-North-R01}
     * @param port name of the port, such as {@code xe-0/0/0}
     */
    public FarEnd {
        portIds = portIds.stream().sorted().toList();
    }

    /**
     * Tells whether both mean the same ports, whatever they are called.
     *
     * @param other the other end
     * @return true for the same ports
     */
    public boolean isSamePortAs(FarEnd other) {
        return objectType.equals(other.objectType) && portIds.equals(other.portIds);
    }

    /** Device and port, such as {@code prod1-DC-North-R01 xe-0/0/0}. */
    @Override
    public String toString() {
        return device + " " + port;
    }
}
