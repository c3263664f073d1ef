package io.github.pocstate.lab.internal.netbox.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The two ends of a cable, each with the interfaces it is plugged into (rows of {@code dcim_cabletermination}). */
enum CableEnds {
    A("a_terminations"),
    B("b_terminations");

    /** SQL: a side of the cable is plugged in nowhere. */
    static final String UNTERMINATED =
            "(SELECT count(DISTINCT e.cable_end) FROM dcim_cabletermination e WHERE e.cable_id = $.id) < 2";

    private final String field;

    CableEnds(String field) {
        this.field = field;
    }

    String fieldName() {
        return field;
    }

    Field field() {
        return Field.shown(
                        field,
                        row ->
                                "(SELECT coalesce(json_agg(json_build_object('object_type', 'dcim.interface', 'object_id',"
                                        + " e.termination_id, 'object', "
                                        + Resources.INTERFACES
                                                .brief("e.termination_id")
                                                .of(row)
                                        + ") ORDER BY e.id), '[]'::json) FROM dcim_cabletermination e WHERE e.cable_id = "
                                        + row.alias() + ".id AND e.cable_end = '" + name() + "')")
                .writtenBy(this::write);
    }

    private void write(JsonNode value, Draft draft, Work work, FieldErrors errors) {
        if (!value.isArray()) {
            ObjectNode whole = Work.JSON.createObjectNode();
            whole.putArray("__all__").add("Expected a list of items but got type \"" + PythonType.of(value) + "\".");
            errors.addWithin(field, whole);
            return;
        }
        List<Long> ports = new ArrayList<>();
        ObjectNode byPlace = Work.JSON.createObjectNode();
        for (int i = 0; i < value.size(); i++) {
            FieldErrors wrong = new FieldErrors();
            port(value.get(i), work, wrong).ifPresent(ports::add);
            if (!wrong.isEmpty()) {
                byPlace.set(String.valueOf(i), wrong.toJson());
            }
        }
        errors.addWithin(field, byPlace);
        draft.setList(field, ports);
    }

    private static Optional<Long> port(JsonNode entry, Work work, FieldErrors errors) {
        JsonNode type = entry.path("object_type");
        JsonNode id = entry.path("object_id");
        if (!type.asText().equals(Resources.INTERFACES.type())) {
            errors.add(
                    "object_type",
                    type.isMissingNode() ? "This field is required." : "Invalid content type: " + type.asText());
        }
        if (!id.isIntegralNumber()) {
            errors.add("object_id", id.isMissingNode() ? "This field is required." : "A valid integer is required.");
        }
        if (!errors.isEmpty()) {
            return Optional.empty();
        }
        if (work.row(Resources.INTERFACES, id.asLong()).isEmpty()) {
            throw new CrashException("DoesNotExist", "Interface matching query does not exist.");
        }
        return Optional.of(id.asLong());
    }

    /** The interfaces this side of a cable will be plugged into. */
    List<Long> wanted(Draft draft, Work work) {
        return draft.list(field).orElseGet(() -> draft.isNew() ? List.of() : of(draft.id(), work));
    }

    /** The interfaces this side of a cable is plugged into. */
    List<Long> of(long cable, Work work) {
        return work.handle()
                .createQuery("SELECT termination_id FROM dcim_cabletermination"
                        + " WHERE cable_id = :cable AND cable_end = :side ORDER BY id")
                .bind("cable", cable)
                .bind("side", name())
                .mapTo(Long.class)
                .list();
    }

    /** Cables by what one of their ends says. */
    static Filter filter(String column, Function<String, Filter> ofColumn) {
        Filter end = ofColumn.apply("e." + column);
        return asked ->
                "EXISTS (SELECT FROM dcim_cabletermination e WHERE e.cable_id = $.id AND " + end.condition(asked) + ")";
    }

    /** The list of ends itself, which clients may only read. */
    static Resource resource() {
        return Resource.of(
                        "dcim",
                        "cabletermination",
                        "cable-terminations",
                        "'Cable ' || (SELECT coalesce(nullif(c.label, ''), '#' || c.id) FROM dcim_cable c"
                                + " WHERE c.id = $.cable_id) || ' to ' || (SELECT i.name FROM dcim_interface i"
                                + " WHERE i.id = $.termination_id)")
                .called("CableTermination")
                .withoutPage()
                .with(
                        Field.shown("cable", "$.cable_id"),
                        Field.shown("cable_end", "$.cable_end"),
                        Field.shown("termination_type", "'dcim.interface'"),
                        Field.shown("termination_id", "$.termination_id"),
                        Field.shown(
                                "termination",
                                row -> Resources.INTERFACES
                                        .brief("$.termination_id")
                                        .of(row)),
                        Field.shown("connector", "$.connector"),
                        Field.shown("positions", "$.positions"))
                .withMoments()
                .brief(
                        "id",
                        "url",
                        "display",
                        "cable",
                        "cable_end",
                        "connector",
                        "positions",
                        "termination_type",
                        "termination_id")
                .filter("cable", Filter.byId("$.cable_id", "dcim_cable"))
                .filter("cable_id", Filter.byId("$.cable_id", "dcim_cable"))
                .filter("cable_end", Filter.text("$.cable_end"))
                .filter("termination_id", Filter.number("$.termination_id"))
                .orderedBy("$.cable_id, $.cable_end, $.connector, $.id");
    }
}
