package io.github.pocstate.lab.internal.netbox.rest;

import io.github.pocstate.lab.internal.netbox.model.Selection;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The parameters behind the question mark.
 *
 * @param text all of it as it came
 * @param values by name, in the order they came
 */
record Query(String text, Map<String, List<String>> values) {

    static Query parse(String text) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Arrays.stream(text.split("&")).filter(part -> !part.isEmpty()).forEach(part -> {
            String[] pair = part.split("=", 2);
            values.computeIfAbsent(decoded(pair[0]), name -> new ArrayList<>())
                    .add(pair.length == 2 ? decoded(pair[1]) : "");
        });
        return new Query(text, values);
    }

    /** As it stands in an address, with the question mark; empty when there is none. */
    String suffix() {
        return text.isEmpty() ? "" : "?" + text;
    }

    /** The last one counts, as in Django. */
    Optional<String> last(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Selection selection(boolean reading) {
        Set<String> fields = names("fields");
        return new Selection(
                fields,
                fields.isEmpty() ? names("omit") : Set.of(),
                reading && last("brief").filter(text -> !text.isEmpty()).isPresent());
    }

    private Set<String> names(String parameter) {
        return last(parameter)
                .filter(text -> !text.isEmpty())
                .map(text -> Set.of(distinct(text)))
                .orElse(Set.of());
    }

    private static String[] distinct(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(",")).distinct().toArray(String[]::new);
    }

    /** The same with some parameters set anew and some left out, names in alphabetical order as NetBox has them in its links. */
    String with(Map<String, String> changed, Set<String> removed) {
        Map<String, List<String>> all = new TreeMap<>(values);
        changed.forEach((name, value) -> all.put(name, List.of(value)));
        removed.forEach(all::remove);
        return all.entrySet().stream()
                .flatMap(
                        entry -> entry.getValue().stream().map(value -> encoded(entry.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
