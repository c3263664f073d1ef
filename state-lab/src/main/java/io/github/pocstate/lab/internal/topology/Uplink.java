package io.github.pocstate.lab.internal.topology;

import java.util.Arrays;
import java.util.Optional;

/** The cables of a server, in the order of their ids: which interface goes to which switch of the rack. */
enum Uplink {
    MANAGEMENT(0, Nic.BMC, Gear.MANAGEMENT_SWITCH),
    PRODUCTION_1(1, Nic.PRODUCTION_1, Gear.PRODUCTION_SWITCH_1),
    PRODUCTION_2(2, Nic.PRODUCTION_2, Gear.PRODUCTION_SWITCH_2);

    /** How many there are. */
    static final int PER_SERVER = values().length;

    private final int place;
    private final Nic nic;
    private final Gear gear;

    Uplink(int place, Nic nic, Gear gear) {
        this.place = place;
        this.nic = nic;
        this.gear = gear;
    }

    static Optional<Uplink> of(Nic nic) {
        return Arrays.stream(values()).filter(uplink -> uplink.nic == nic).findFirst();
    }

    Nic nic() {
        return nic;
    }

    Gear gear() {
        return gear;
    }

    /** Its place among the cables of a server and the switches of a rack, counted from 0. */
    int place() {
        return place;
    }

    /** Id of this cable of a server, which is counted from 1. */
    int cableId(int server) {
        return (server - 1) * PER_SERVER + place + 1;
    }
}
