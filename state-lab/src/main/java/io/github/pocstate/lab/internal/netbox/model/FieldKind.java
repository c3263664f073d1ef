package io.github.pocstate.lab.internal.netbox.model;

import java.util.Map;

/**
 * What the answer to OPTIONS calls a field.
 *
 * @param type such as {@code string}
 * @param limits such as its greatest length
 */
record FieldKind(String type, Map<String, Integer> limits) {

    static final FieldKind FIELD = new FieldKind("field", Map.of());
    static final FieldKind INTEGER = new FieldKind("integer", Map.of());
    static final FieldKind BOOLEAN = new FieldKind("boolean", Map.of());

    static FieldKind string(int longest) {
        return new FieldKind("string", longest == Integer.MAX_VALUE ? Map.of() : Map.of("max_length", longest));
    }

    static FieldKind slug(int longest) {
        return new FieldKind("slug", Map.of("max_length", longest));
    }

    static FieldKind decimal(int digits, int places) {
        return new FieldKind("decimal", Map.of("max_digits", digits, "decimal_places", places));
    }
}
