package io.github.pocstate.netbox.dto;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changes on a cable; absent fields stay.
 *
 * @param id which cable
 * @param aTerminations its new A side; empty detaches it
 * @param bTerminations its new B side; empty detaches it
 * @param addTags ids of tags to put on
 * @param removeTags ids of tags to take off
 *
 * @since 0.1
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CablePatch(
        long id,
        @JsonProperty("a_terminations") @Nullable List<Termination> aTerminations,
        @JsonProperty("b_terminations") @Nullable List<Termination> bTerminations,
        @Nullable List<Long> addTags,
        @Nullable List<Long> removeTags) {}
