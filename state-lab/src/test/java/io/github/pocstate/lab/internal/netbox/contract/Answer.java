package io.github.pocstate.lab.internal.netbox.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What NetBox answered, as far as it is compared.
 *
 * @param status the status code
 * @param headers the headers that matter and are not what they are in nearly every answer
 * @param body the JSON; absent when there is none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Answer(
        int status,
        SortedMap<String, String> headers,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode body) {

    Answer {
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    }
}
