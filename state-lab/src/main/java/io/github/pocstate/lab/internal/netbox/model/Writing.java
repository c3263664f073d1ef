package io.github.pocstate.lab.internal.netbox.model;

import com.fasterxml.jackson.databind.JsonNode;

/** How a field that a client sent gets into a row. */
@FunctionalInterface
interface Writing {

    /**
     * Puts the value into the draft, or tells what is wrong with it.
     *
     * @param work looks up what the value refers to
     */
    void write(JsonNode value, Draft draft, Work work, FieldErrors errors);
}
