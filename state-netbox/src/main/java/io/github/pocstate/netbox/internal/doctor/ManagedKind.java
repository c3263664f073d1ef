package io.github.pocstate.netbox.internal.doctor;

import io.github.pocstate.netbox.internal.client.NetBoxVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The kinds of objects that a restore touches, and what it must be allowed to do with them beside viewing. */
enum ManagedKind {
    SITES("sites", "dcim/sites", "dcim.site"),
    DEVICE_ROLES("device roles", "dcim/device-roles", "dcim.devicerole"),
    DEVICES("devices", "dcim/devices", "dcim.device", Verb.CHANGE),
    INTERFACES("interfaces", "dcim/interfaces", "dcim.interface"),
    MAC_ADDRESSES("MAC addresses", "dcim/mac-addresses", "dcim.macaddress"),
    CABLES("cables", "dcim/cables", "dcim.cable", Verb.CHANGE),
    PREFIXES("prefixes", "ipam/prefixes", "ipam.prefix"),
    IP_RANGES("IP ranges", "ipam/ip-ranges", "ipam.iprange"),
    IP_ADDRESSES("IP addresses", "ipam/ip-addresses", "ipam.ipaddress", Verb.ADD, Verb.DELETE),
    JOURNAL_ENTRIES("journal entries", "extras/journal-entries", "extras.journalentry", Verb.ADD, Verb.DELETE),
    TAGS("tags", "extras/tags", "extras.tag", Verb.ADD),
    BOOKMARKS("bookmarks", "extras/bookmarks", "extras.bookmark"),
    SUBSCRIPTIONS("subscriptions", "extras/subscriptions", "extras.subscription"),
    CUSTOM_FIELDS("custom fields", "extras/custom-fields", "extras.customfield"),
    PERMISSIONS("permissions", "users/permissions", "users.objectpermission");

    /** What may be done with an object. */
    enum Verb {
        VIEW,
        ADD,
        CHANGE,
        DELETE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String title;
    private final String path;
    private final String objectType;

    @SuppressWarnings("ImmutableEnumChecker") // what List.of makes does not change
    private final List<Verb> verbs;

    ManagedKind(String title, String path, String objectType, Verb... verbs) {
        this.title = title;
        this.path = path;
        this.objectType = objectType;
        this.verbs = List.of(verbs);
    }

    /** The kinds that count with a version of NetBox and a way to move cables. */
    static List<ManagedKind> of(NetBoxVersion version, boolean patchesCables) {
        return Arrays.stream(values())
                .filter(kind -> kind.counts(version, patchesCables))
                .toList();
    }

    /** What would go with a cable matters only where cables are deleted. */
    private boolean counts(NetBoxVersion version, boolean patchesCables) {
        return switch (this) {
            case MAC_ADDRESSES -> version.hasMacAddressModel();
            case BOOKMARKS, CUSTOM_FIELDS, PERMISSIONS -> !patchesCables;
            case SUBSCRIPTIONS -> !patchesCables && version.hasSubscriptions();
            default -> true;
        };
    }

    String title() {
        return title;
    }

    /** Below {@code /api/}. */
    String path() {
        return path;
    }

    /** As permissions name it, such as {@code dcim.device}. */
    String objectType() {
        return objectType;
    }

    /** A permission as NetBox names it, such as {@code dcim.change_device}. */
    String permission(Verb verb) {
        return objectType.replace(".", "." + verb + "_");
    }

    /** What a restore writes of it; cables are changed in place, or deleted and created again. */
    List<Verb> writes(boolean patchesCables) {
        return this != CABLES || patchesCables ? verbs : List.of(Verb.ADD, Verb.DELETE);
    }

    /** All that a restore does with it. */
    List<Verb> needs(boolean patchesCables) {
        List<Verb> needed = new ArrayList<>(List.of(Verb.VIEW));
        needed.addAll(writes(patchesCables));
        return needed;
    }
}
