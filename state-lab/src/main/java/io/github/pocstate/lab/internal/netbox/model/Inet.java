package io.github.pocstate.lab.internal.netbox.model;

import com.fasterxml.jackson.databind.node.TextNode;
import inet.ipaddr.IPAddressString;
import java.util.Optional;

/** Addresses and prefixes as PostgreSQL keeps them ({@code inet}, {@code cidr}) and NetBox shows them. */
final class Inet {

    private Inet() {}

    /** An address with its mask, which PostgreSQL leaves out for a single host. */
    static String text(String column) {
        return "host(" + column + ") || '/' || masklen(" + column + ")";
    }

    static Field family(String column) {
        return Field.shown(
                "family",
                "json_build_object('value', family(" + column + "), 'label', 'IPv' || family(" + column + "))");
    }

    static boolean isAddress(String value) {
        return new IPAddressString(value.strip()).isIPAddress();
    }

    /** The name of the prefixes asked for, in SQL; empty when one of them is none. */
    static Optional<String> parents(Filter.Asked asked) {
        return asked.values().stream().allMatch(Inet::isAddress)
                ? Optional.of(asked.bindings()
                        .text(asked.values().stream().map(String::strip).toList()))
                : Optional.empty();
    }

    static Writing writing(String column) {
        return (value, draft, work, errors) -> {
            String text = value.asText("");
            if (value.isNull()) {
                errors.add(column, "This field may not be null.");
            } else if (text.isBlank() || !isAddress(text)) {
                errors.add(column, "Invalid IP address format: " + text);
            } else {
                draft.set(column, TextNode.valueOf(text.strip()));
            }
        };
    }
}
