package io.github.pocstate.lab.internal.topology;

/** What every rack holds besides servers, in the order of the ids: switches first. */
enum Gear {
    MANAGEMENT_SWITCH(0, "mgmt", DeviceType.EX4300_48T),
    PRODUCTION_SWITCH_1(1, "prod1", DeviceType.QFX5120_48Y),
    PRODUCTION_SWITCH_2(2, "prod2", DeviceType.QFX5120_48Y),
    PDU_A(3, "pdu-a", DeviceType.AP8941),
    PDU_B(4, "pdu-b", DeviceType.AP8941);

    /** How many there are. */
    static final int PER_RACK = values().length;

    private final int place;
    private final String prefix;
    private final DeviceType type;

    Gear(int place, String prefix, DeviceType type) {
        this.place = place;
        this.prefix = prefix;
        this.type = type;
    }

    Device in(Rack rack) {
        int id = (rack.id() - 1) * PER_RACK + place + 1;
        return new Device(id, prefix + "-" + rack.name(), type, rack);
    }
}
