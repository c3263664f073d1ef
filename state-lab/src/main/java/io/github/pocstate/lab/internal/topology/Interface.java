package io.github.pocstate.lab.internal.topology;

import java.util.OptionalInt;

/**
 * An interface of a device.
 *
 * @param id its id, counted from 1 in the order of the devices
 * @param device the device it is on
 * @param template its name, type and description
 * @param cable id of the cable in it
 * @param macAddress id of its MAC address
 */
public record Interface(int id, Device device, InterfaceTemplate template, OptionalInt cable, OptionalInt macAddress) {

    /** The end of a cable that is plugged in here: A on servers, B on switches. */
    public CableEnd end() {
        return device.isServer() ? CableEnd.A : CableEnd.B;
    }
}
