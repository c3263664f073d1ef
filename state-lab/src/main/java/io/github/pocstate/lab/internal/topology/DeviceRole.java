package io.github.pocstate.lab.internal.topology;

/** What a device is there for. */
public enum DeviceRole {
    COMPUTE_SERVER(1, "Compute Server", "2196f3"),
    MANAGEMENT_SWITCH(2, "Management Switch", "9e9e9e"),
    PRODUCTION_SWITCH(3, "Production Switch", "4caf50"),
    PDU(4, "PDU", "ff9800");

    private final int id;
    private final String label;
    private final String color;

    DeviceRole(int id, String label, String color) {
        this.id = id;
        this.label = label;
        this.color = color;
    }

    public int id() {
        return id;
    }

    public String label() {
        return label;
    }

    /** Six hexadecimal digits, as NetBox shows it. */
    public String color() {
        return color;
    }
}
