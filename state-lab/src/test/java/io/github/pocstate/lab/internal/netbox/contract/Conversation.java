package io.github.pocstate.lab.internal.netbox.contract;

import java.util.List;
import java.util.Set;

/**
 * Requests that belong together, with the answers a real NetBox gave; leaves the lab as it found it.
 *
 * @param name what NetBox does, as a sentence
 * @param exchanges the requests in their order
 */
record Conversation(String name, List<Exchange> exchanges) {

    private static final Set<String> READING = Set.of("GET", "OPTIONS");

    Conversation {
        exchanges = List.copyOf(exchanges);
        if (exchanges.isEmpty()) {
            throw new IllegalArgumentException("the conversation [" + name + "] has no exchange");
        }
    }

    boolean onlyReads() {
        return exchanges.stream().allMatch(exchange -> READING.contains(exchange.method()));
    }
}
