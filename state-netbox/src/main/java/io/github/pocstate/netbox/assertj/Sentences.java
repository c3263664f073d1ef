package io.github.pocstate.netbox.assertj;

import java.util.List;
import java.util.stream.Collectors;

/** Words for failures: the first few, and how many more. */
final class Sentences {

    private static final int FIRST = 3;

    private Sentences() {}

    /** Such as {@code [a], [b], [c] and 57 more}. */
    static String firstNames(List<String> names) {
        return first(names.stream().map(name -> "[" + name + "]").toList(), ", ");
    }

    /** The first few with something between them, and how many more. */
    static String first(List<String> phrases, String separator) {
        String some = phrases.stream().limit(FIRST).collect(Collectors.joining(separator));
        return phrases.size() > FIRST
                ? some + separator.replace(",", "") + "and " + (phrases.size() - FIRST) + " more"
                : some;
    }
}
