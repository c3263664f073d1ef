package io.github.pocstate.lab.internal.netbox.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The values a field may have, each with the label NetBox shows.
 *
 * @param labels label by value, in NetBox's order
 */
record Choices(Map<String, String> labels) {

    static final Choices DEVICE_STATUS =
            of("offline", "active", "planned", "staged", "failed", "inventory", "decommissioning", "discovered");
    static final Choices SITE_STATUS = of("planned", "staging", "active", "decommissioning", "retired");
    static final Choices RACK_STATUS = of("reserved", "available", "planned", "active", "deprecated");
    static final Choices CABLE_STATUS = of("connected", "planned", "decommissioning");
    static final Choices PREFIX_STATUS = of("container", "active", "reserved", "deprecated");
    static final Choices ADDRESS_STATUS =
            of("active", "reserved", "deprecated").and("dhcp", "DHCP").and("slaac", "SLAAC");
    static final Choices RANGE_STATUS = of("active", "reserved", "deprecated");
    static final Choices ADDRESS_ROLE = of("loopback", "secondary", "anycast")
            .and("vip", "VIP")
            .and("vrrp", "VRRP")
            .and("hsrp", "HSRP")
            .and("glbp", "GLBP")
            .and("carp", "CARP");
    static final Choices JOURNAL_KIND = of("info", "success", "warning", "danger");
    static final Choices FACE = of("front", "rear");
    static final Choices LENGTH_UNIT = new Choices(Map.of())
            .and("km", "Kilometers")
            .and("m", "Meters")
            .and("cm", "Centimeters")
            .and("mi", "Miles")
            .and("ft", "Feet")
            .and("in", "Inches");

    /** NetBox knows some 150; these are what the lab's ports are and what is often met beside them. */
    static final Choices INTERFACE_TYPE = new Choices(Map.of())
            .and("virtual", "Virtual")
            .and("bridge", "Bridge")
            .and("lag", "Link Aggregation Group (LAG)")
            .and("1000base-t", "1000BASE-T (1GE)")
            .and("10gbase-t", "10GBASE-T (10GE)")
            .and("10gbase-x-sfpp", "SFP+ (10GE)")
            .and("25gbase-x-sfp28", "SFP28 (25GE)")
            .and("40gbase-x-qsfpp", "QSFP+ (40GE)")
            .and("100gbase-x-qsfp28", "QSFP28 (100GE)")
            .and("other", "Other");

    Choices {
        labels = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /** Values whose labels are the values with a capital. */
    private static Choices of(String... values) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String value : values) {
            labels.put(value, Character.toUpperCase(value.charAt(0)) + value.substring(1));
        }
        return new Choices(labels);
    }

    private Choices and(String value, String label) {
        Map<String, String> more = new LinkedHashMap<>(labels);
        more.put(value, label);
        return new Choices(more);
    }

    boolean has(String value) {
        return labels.containsKey(value);
    }

    /** SQL for {@code {"value", "label"}}, or null when the column is empty. */
    Expression shownAs(String column) {
        String cases = labels.entrySet().stream()
                .map(choice -> "WHEN '" + choice.getKey() + "' THEN '" + choice.getValue() + "'")
                .collect(Collectors.joining(" "));
        return Expression.sql("CASE WHEN coalesce(" + column + ", '') <> '' THEN json_build_object('value', " + column
                + ", 'label', CASE " + column + " " + cases + " ELSE " + column + " END) END");
    }
}
