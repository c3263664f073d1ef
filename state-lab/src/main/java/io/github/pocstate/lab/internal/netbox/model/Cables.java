package io.github.pocstate.lab.internal.netbox.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What NetBox demands of cables and does about their ends and paths ({@code dcim/models/cables.py}): a port takes one
 * cable, both ends are needed to make one, and whoever is plugged in or out is written, too.
 */
final class Cables implements Rules {

    private static final Set<String> WITHOUT_PLUG = Set.of("virtual", "bridge", "lag");
    private static final Set<String> TYPES = Set.of(
            "cat3",
            "cat5",
            "cat5e",
            "cat6",
            "cat6a",
            "cat7",
            "cat7a",
            "cat8",
            "dac-active",
            "dac-passive",
            "mmf",
            "mmf-om1",
            "mmf-om2",
            "mmf-om3",
            "mmf-om4",
            "mmf-om5",
            "smf",
            "smf-os1",
            "smf-os2",
            "aoc",
            "usb",
            "power");

    static void writeType(JsonNode value, Draft draft, Work work, FieldErrors errors) {
        if (value.isNull() || value.asText("x").isEmpty()) {
            draft.set("type", NullNode.getInstance());
        } else if (TYPES.contains(value.asText())) {
            draft.set("type", TextNode.valueOf(value.asText()));
        } else {
            errors.add("type", "\"" + value.asText() + "\" is not a valid choice.");
        }
    }

    static void writeColor(JsonNode value, Draft draft, Work work, FieldErrors errors) {
        if (value.isTextual() && value.asText().matches("([0-9a-f]{6})?")) {
            draft.set("color", value);
        } else {
            errors.add("color", "Enter a valid hexadecimal RGB color code.");
        }
    }

    static void writeLength(JsonNode value, Draft draft, Work work, FieldErrors errors) {
        if (value.isNull()) {
            draft.set("length", NullNode.getInstance());
        } else if (value.isNumber()) {
            draft.set("length", DecimalNode.valueOf(value.decimalValue()));
        } else {
            errors.add("length", "A valid number is required.");
        }
    }

    @Override
    public void check(Draft draft, Work work, FieldErrors errors) {
        List<Long> a = CableEnds.A.wanted(draft, work);
        List<Long> b = CableEnds.B.wanted(draft, work);
        if (draft.after("length").isNumber() && draft.text("length_unit").isEmpty()) {
            errors.addToObject("Must specify a unit when setting a cable length");
        } else if (draft.isNew() && (a.isEmpty() || b.isEmpty())) {
            errors.addToObject("Must define A and B terminations when creating a new cable.");
        } else if (isReplugged(draft)) {
            checkPorts(draft, a, b, work).ifPresent(errors::addToObject);
        }
    }

    private static boolean isReplugged(Draft draft) {
        return draft.list(CableEnds.A.fieldName()).isPresent()
                || draft.list(CableEnds.B.fieldName()).isPresent();
    }

    private static Optional<String> checkPorts(Draft draft, List<Long> a, List<Long> b, Work work) {
        Set<Long> both = new HashSet<>(a);
        both.retainAll(b);
        if (!both.isEmpty()) {
            return Optional.of("A and B terminations cannot connect to the same object.");
        }
        List<Long> ports = new ArrayList<>(a);
        ports.addAll(b);
        return ports.stream()
                .flatMap(port -> obstacle(draft, port, work).stream())
                .findFirst();
    }

    private static Optional<String> obstacle(Draft draft, long port, Work work) {
        ObjectNode row = work.existingRow(Resources.INTERFACES, port);
        if (row.path("mark_connected").asBoolean()) {
            String device = work.existingRow(
                            Resources.DEVICES, row.path("device_id").asLong())
                    .path("name")
                    .asText();
            return Optional.of("Cannot connect a cable to " + device + " > "
                    + row.path("name").asText() + " because it is marked as connected.");
        }
        Optional<Long> other = work.handle()
                .createQuery("SELECT cable_id FROM dcim_cabletermination WHERE termination_id = :port"
                        + " AND termination_type_id = " + Resources.INTERFACES.typeId() + " AND cable_id <> :cable")
                .bind("port", port)
                .bind("cable", draft.isNew() ? -1 : draft.id())
                .mapTo(Long.class)
                .findFirst();
        if (other.isPresent()) {
            return Optional.of("Duplicate termination found for dcim.interface " + port + ": cable " + other.get());
        }
        String type = row.path("type").asText();
        return WITHOUT_PLUG.contains(type)
                ? Optional.of("Cables cannot be terminated to "
                        + Choices.INTERFACE_TYPE.labels().get(type) + " interfaces")
                : Optional.empty();
    }

    @Override
    public void saved(Draft draft, long id, Work work) {
        boolean replugged = false;
        for (CableEnds side : CableEnds.values()) {
            replugged |= plug(side, draft, id, work);
        }
        if (replugged) {
            CablePaths.trace(id, work);
        } else if (draft.changes().has("status")) {
            CablePaths.activate(id, draft.text("status").equals("connected"), work);
        }
    }

    private static boolean plug(CableEnds side, Draft draft, long cable, Work work) {
        Optional<List<Long>> wanted = draft.list(side.fieldName());
        if (wanted.isEmpty()) {
            return false;
        }
        List<Long> found = side.of(cable, work);
        List<Long> out = new ArrayList<>(found);
        out.removeAll(wanted.get());
        List<Long> in = new ArrayList<>(wanted.get());
        in.removeAll(found);
        out.forEach(port -> plugOut(cable, port, work));
        in.forEach(port -> plugIn(side, cable, port, work));
        return !out.isEmpty() || !in.isEmpty();
    }

    private static void plugOut(long cable, long port, Work work) {
        work.handle()
                .createQuery("SELECT id FROM dcim_cabletermination WHERE cable_id = :cable AND termination_id = :port")
                .bind("cable", cable)
                .bind("port", port)
                .mapTo(Long.class)
                .findFirst()
                .ifPresent(end -> {
                    ObjectNode row = work.existingRow(Resources.CABLE_TERMINATIONS, end);
                    work.handle().execute("DELETE FROM dcim_cabletermination WHERE id = ?", end);
                    work.changeLog().deleted(Resources.CABLE_TERMINATIONS, end, row);
                });
        ObjectNode loose = Work.JSON.createObjectNode();
        loose.putNull("cable_id").putNull("cable_end").putNull("_path_id");
        work.touch(Resources.INTERFACES, port, loose);
    }

    private static void plugIn(CableEnds side, long cable, long port, Work work) {
        ObjectNode device = work.existingRow(
                Resources.DEVICES,
                work.existingRow(Resources.INTERFACES, port).path("device_id").asLong());
        ObjectNode end = Work.JSON.createObjectNode();
        end.put("cable_id", cable).put("cable_end", side.name()).put("termination_id", port);
        end.put("termination_type_id", work.typeId(Resources.INTERFACES));
        end.set("_device_id", device.path("id"));
        end.set("_rack_id", device.path("rack_id"));
        end.set("_location_id", device.path("location_id"));
        end.set("_site_id", device.path("site_id"));
        end.set("created", Work.moment());
        end.set("last_updated", Work.moment());
        long id = work.insert(Resources.CABLE_TERMINATIONS.table(), end);
        work.changeLog().created(Resources.CABLE_TERMINATIONS, id, end);
        ObjectNode plugged = Work.JSON.createObjectNode();
        plugged.put("cable_id", cable).put("cable_end", side.name());
        work.touch(Resources.INTERFACES, port, plugged);
    }

    @Override
    public void deleting(long id, Work work) {
        CablePaths.remove(id, work);
        for (CableEnds side : CableEnds.values()) {
            side.of(id, work).forEach(port -> plugOut(id, port, work));
        }
    }
}
