package io.github.pocstate.lab.internal.topology;

/** Who makes the devices. */
public enum Manufacturer {
    JUNIPER(1, "Juniper"),
    HPE(2, "HPE"),
    APC(3, "APC");

    private final int id;
    private final String label;

    Manufacturer(int id, String label) {
        this.id = id;
        this.label = label;
    }

    public int id() {
        return id;
    }

    public String label() {
        return label;
    }
}
