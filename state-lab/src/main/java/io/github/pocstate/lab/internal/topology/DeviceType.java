package io.github.pocstate.lab.internal.topology;

import java.util.List;

/** A model, what it is used for, and the interfaces it comes with; each takes one unit of a rack. */
public enum DeviceType {
    EX4300_48T(1, Manufacturer.JUNIPER, "EX4300-48T", DeviceRole.MANAGEMENT_SWITCH, "active"),
    QFX5120_48Y(2, Manufacturer.JUNIPER, "QFX5120-48Y", DeviceRole.PRODUCTION_SWITCH, "active"),
    DL360_GEN10(3, Manufacturer.HPE, "DL360 Gen10", DeviceRole.COMPUTE_SERVER, "offline"),
    AP8941(4, Manufacturer.APC, "AP8941", DeviceRole.PDU, "active");

    private final int id;
    private final Manufacturer manufacturer;
    private final String model;
    private final DeviceRole role;
    private final String status;

    DeviceType(int id, Manufacturer manufacturer, String model, DeviceRole role, String status) {
        this.id = id;
        this.manufacturer = manufacturer;
        this.model = model;
        this.role = role;
        this.status = status;
    }

    public int id() {
        return id;
    }

    public Manufacturer manufacturer() {
        return manufacturer;
    }

    public String model() {
        return model;
    }

    /** What devices of this type are used for here. */
    public DeviceRole role() {
        return role;
    }

    /** The status that devices of this type begin with. */
    public String status() {
        return status;
    }

    public List<InterfaceTemplate> interfaces() {
        return switch (this) {
            case EX4300_48T -> InterfaceTemplate.MANAGEMENT_SWITCH;
            case QFX5120_48Y -> InterfaceTemplate.PRODUCTION_SWITCH;
            case DL360_GEN10 -> InterfaceTemplate.SERVER;
            case AP8941 -> List.of();
        };
    }
}
