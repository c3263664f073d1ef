package io.github.pocstate.lab.internal.topology;

/** The interfaces of a server, in the order of their ids. */
enum Nic {
    BMC(0),
    MGMT0(1),
    PRODUCTION_1(2),
    PRODUCTION_2(3);

    /** How many there are. */
    static final int PER_SERVER = values().length;

    private final int place;

    Nic(int place) {
        this.place = place;
    }

    /** Its place among the interfaces of a server, counted from 0. */
    int place() {
        return place;
    }

    InterfaceTemplate template() {
        return InterfaceTemplate.SERVER.get(place);
    }
}
