package io.github.pocstate.lab.internal.database;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text NetBox keeps beside an interface's name so that plain sorting gives the natural order. */
final class NaturalName {

    private static final int MAX_LENGTH = 100;
    private static final Pattern PARTS = Pattern.compile(
            "([^\\d.:]+)?(?:(\\d+)/)?(?:(\\d+)/)?(?:(\\d+)/)?(?:(\\d+)/)?" + "(\\d+)?(?::(\\d+))?(?:\\.(\\d+))?(.*)");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private NaturalName() {}

    /** Slots, four digits each; the letters; number, channel and circuit, six digits each; the rest. */
    static String ofInterface(String name) {
        Matcher parts = PARTS.matcher(name);
        if (!parts.matches()) {
            return name;
        }
        StringBuilder key = new StringBuilder();
        for (int slot = 2; slot <= 5; slot++) {
            key.append(padded(parts.group(slot), 4, "9999"));
        }
        key.append(padded(parts.group(1), 0, ""));
        for (int number = 6; number <= 8; number++) {
            key.append(padded(parts.group(number), 6, "......"));
        }
        key.append(DIGITS.matcher(parts.group(9)).replaceAll(NaturalName::eightDigits));
        return key.substring(0, Math.min(key.length(), MAX_LENGTH));
    }

    private static String eightDigits(MatchResult number) {
        return padded(number.group(), 8, "");
    }

    private static String padded(@Nullable String part, int digits, String absent) {
        return part == null ? absent : "0".repeat(Math.max(0, digits - part.length())) + part;
    }
}
