package io.github.pocstate.lab.internal.topology;

/**
 * A cable between a server and a switch of its rack.
 *
 * @param id its id, counted from 1, three per server
 * @param a the interface of the server
 * @param b the port of the switch
 */
public record Cable(int id, Interface a, Interface b) {

    /** What the given end is plugged into. */
    public Interface at(CableEnd end) {
        return end == CableEnd.A ? a : b;
    }
}
