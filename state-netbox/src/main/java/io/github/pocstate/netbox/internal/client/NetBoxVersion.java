package io.github.pocstate.netbox.internal.client;

import io.github.pocstate.config.NetBoxSettings.CableWrites;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of NetBox, such as 4.7.3 or 4.7.3-Docker-4.0.0. */
public record NetBoxVersion(int major, int minor, int patch) implements Comparable<NetBoxVersion> {

    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?.*");
    private static final NetBoxVersion SUBSCRIPTIONS = new NetBoxVersion(4, 1, 0);
    private static final NetBoxVersion MAC_ADDRESS_MODEL = new NetBoxVersion(4, 2, 0);
    private static final NetBoxVersion RANGES_MARK_POPULATED = new NetBoxVersion(4, 3, 0);
    private static final NetBoxVersion CABLES_CHANGE_IN_PLACE = new NetBoxVersion(4, 7, 3);
    private static final NetBoxVersion FIRST_UNKNOWN = new NetBoxVersion(4, 8, 0);
    static final NetBoxVersion OLDEST = new NetBoxVersion(3, 7, 0);

    public static NetBoxVersion parse(String text) {
        Matcher version = VERSION.matcher(text);
        if (!version.matches()) {
            return OLDEST;
        }
        String patch = version.group(3);
        return new NetBoxVersion(
                Integer.parseInt(version.group(1)),
                Integer.parseInt(version.group(2)),
                patch == null ? 0 : Integer.parseInt(patch));
    }

    /** Whether a text is a version at all. */
    public static boolean isOne(String text) {
        return VERSION.matcher(text).matches();
    }

    /** Older than any that this library was made for. */
    public boolean isTooOld() {
        return compareTo(OLDEST) < 0;
    }

    /** Of a later minor version than any that this library was made for. */
    public boolean isNewerThanKnown() {
        return compareTo(FIRST_UNKNOWN) >= 0;
    }

    /** Users may subscribe to objects (NetBox 4.1 and later). */
    public boolean hasSubscriptions() {
        return compareTo(SUBSCRIPTIONS) >= 0;
    }

    public boolean hasMacAddressModel() {
        return compareTo(MAC_ADDRESS_MODEL) >= 0;
    }

    /** Only marked ranges block addresses; before, every range did (NetBox {@code ipam/models/ip.py}). */
    public boolean marksPopulatedRanges() {
        return compareTo(RANGES_MARK_POPULATED) >= 0;
    }

    /** Whether cables are changed in place, as wanted. */
    public boolean changesCables(CableWrites wanted) {
        return switch (wanted) {
            case AUTO -> changesCablesInPlace();
            case PATCH -> true;
            case RECREATE -> false;
        };
    }

    /** Cables may be changed in place without leaving stale paths (NetBox issue 23121). */
    boolean changesCablesInPlace() {
        return compareTo(CABLES_CHANGE_IN_PLACE) >= 0;
    }

    @Override
    public int compareTo(NetBoxVersion other) {
        return Comparator.comparingInt(NetBoxVersion::major)
                .thenComparingInt(NetBoxVersion::minor)
                .thenComparingInt(NetBoxVersion::patch)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
