package io.github.pocstate.lab.internal.topology;

/**
 * A server, a switch or a PDU in its rack.
 *
 * @param id its id, counted from 1: the racks' gear first, then the servers
 * @param name its name, such as srv-dc-north-0001 or prod1-DC-North-R01
 * @param type its model
 * @param rack where it is built in
 */
public record Device(int id, String name, DeviceType type, Rack rack) {

    boolean isServer() {
        return type.role() == DeviceRole.COMPUTE_SERVER;
    }
}
