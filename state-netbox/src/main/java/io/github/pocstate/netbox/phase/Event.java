package io.github.pocstate.netbox.phase;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event in a queue, without its timestamp: two events with the same fields are the same event.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param fields the JSON fields, in order; values are strings or maps of such fields
 * @since 0.1
 */
public record Event(Map<String, Object> fields) {

    /**
     * Copies the fields in order.
     *
     * @param fields the JSON fields, in order; values are strings or maps of such fields
     */
    public Event {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
