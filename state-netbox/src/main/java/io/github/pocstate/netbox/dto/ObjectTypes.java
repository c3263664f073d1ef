package io.github.pocstate.netbox.dto;

/**
 * Names of types of objects, as NetBox spells them where an object may be of any type: the app and the model.
 *
 * @since 0.1
 */
public final class ObjectTypes {
    /** A cable. */
    public static final String CABLE = "dcim.cable";

    /** A device. */
    public static final String DEVICE = "dcim.device";

    /** An interface of a device. */
    public static final String INTERFACE = "dcim.interface";

    /** A front port of a patch panel. */
    public static final String FRONT_PORT = "dcim.frontport";

    /** A rear port of a patch panel. */
    public static final String REAR_PORT = "dcim.rearport";

    /** A journal entry. */
    public static final String JOURNAL_ENTRY = "extras.journalentry";

    private ObjectTypes() {}
}
