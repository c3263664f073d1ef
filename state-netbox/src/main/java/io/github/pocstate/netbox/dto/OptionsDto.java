package io.github.pocstate.netbox.dto;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What OPTIONS tells of an endpoint: the fields this token may write.
 *
 * @param actions fields by method; POST is absent without the right to add, PUT without the right to change
 *
 * @since 0.1
 */
public record OptionsDto(@Nullable Map<String, Map<String, Field>> actions) {

    /**
     * A field of an endpoint.
     *
     * @param choices its values, where it has a list of them
     */
    public record Field(@Nullable List<Choice> choices) {}
}
