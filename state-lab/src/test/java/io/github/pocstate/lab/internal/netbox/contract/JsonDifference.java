package io.github.pocstate.lab.internal.netbox.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The first place where two JSON trees differ.
 *
 * @param path where, such as {@code $.results[0].status.value}
 * @param expected what should be there
 * @param actual what is there
 */
record JsonDifference(String path, String expected, String actual) {

    /** Finds the first difference; the order of the fields of an object does not count. */
    static Optional<JsonDifference> first(JsonNode expected, JsonNode actual) {
        return all("$", expected, actual).findFirst();
    }

    private static Stream<JsonDifference> all(String path, JsonNode expected, JsonNode actual) {
        if (expected.equals(actual)) {
            return Stream.empty();
        }
        if (expected.isObject() && actual.isObject()) {
            Set<String> names = new LinkedHashSet<>();
            expected.fieldNames().forEachRemaining(names::add);
            actual.fieldNames().forEachRemaining(names::add);
            return names.stream().flatMap(name -> all(path + "." + name, expected.path(name), actual.path(name)));
        }
        if (expected.isArray() && actual.isArray()) {
            return IntStream.range(0, Math.max(expected.size(), actual.size()))
                    .boxed()
                    .flatMap(i -> all(path + "[" + i + "]", expected.path(i), actual.path(i)));
        }
        return Stream.of(new JsonDifference(path, shown(expected), shown(actual)));
    }

    private static String shown(JsonNode node) {
        return node instanceof MissingNode ? "(nothing)" : ReadableJson.print(node);
    }
}
