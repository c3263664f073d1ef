package io.github.pocstate.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings as text, read as what they should be; every mistake is noted, and something harmless is answered. */
final class SettingValues {

    /** Something wrong with a setting; the text names it. */
    record Mistake(Setting setting, String text) {}

    private final Map<Setting, String> values;
    private final List<Mistake> mistakes = new ArrayList<>();

    SettingValues(Map<Setting, String> values) {
        this.values = values;
    }

    List<Mistake> mistakes() {
        return List.copyOf(mistakes);
    }

    /** Notes what is wrong with a setting, in words that follow its name. */
    void mistake(Setting setting, String words) {
        mistakes.add(new Mistake(setting, setting + " " + words));
    }

    String value(Setting setting) {
        return values.getOrDefault(setting, setting.defaultValue().orElse("")).trim();
    }

    String text(Setting setting) {
        String value = value(setting);
        if (value.isEmpty()) {
            mistake(setting, "is not set (" + setting.description() + ")");
        }
        return value;
    }

    int number(Setting setting, int lowest, int highest) {
        String value = value(setting);
        try {
            int number = Integer.parseInt(value);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, together with numbers out of range
        }
        mistake(setting, "is " + shown(value, "no number") + ", it must be a number from " + lowest + " to " + highest);
        return setting.defaultValue().map(Integer::parseInt).orElse(lowest);
    }

    boolean flag(Setting setting) {
        String value = value(setting).toLowerCase(Locale.ROOT);
        if (!value.equals("true") && !value.equals("false")) {
            mistake(setting, "is " + shown(value, "something else") + ", it must be true or false");
        }
        return value.equals("true");
    }

    /** One of a closed set, written in lower case with hyphens. */
    <E extends Enum<E>> E choice(Setting setting, Class<E> type) {
        E[] all = type.getEnumConstants();
        String value = value(setting);
        for (E one : all) {
            if (spelled(one).equalsIgnoreCase(value)) {
                return one;
            }
        }
        List<String> names =
                Arrays.stream(all).map(SettingValues::spelled).collect(Collectors.toCollection(ArrayList::new));
        String last = names.remove(names.size() - 1);
        mistake(setting, "is [" + value + "], it must be " + String.join(", ", names) + " or " + last);
        return all[0];
    }

    private static String spelled(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<String> words(Setting setting) {
        return Arrays.stream(value(setting).split(","))
                .map(String::trim)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String shown(String value, String otherwise) {
        return value.matches("[-\\w.]{0,20}") ? "[" + value + "]" : otherwise;
    }
}
