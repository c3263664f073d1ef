package io.github.pocstate.lab.internal.netbox.rest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pocstate.lab.internal.netbox.model.InvalidException;
import io.github.pocstate.lab.internal.netbox.model.Listing;
import io.github.pocstate.lab.internal.netbox.model.Metadata;
import io.github.pocstate.lab.internal.netbox.model.ProtectedException;
import io.github.pocstate.lab.internal.netbox.model.Resource;
import io.github.pocstate.lab.internal.netbox.model.Selection;
import io.github.pocstate.lab.internal.netbox.model.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;

/** All objects of a kind: lists them, and makes, changes and deletes them in bulk, all or none. */
final class ListEndpoint implements Endpoint {

    private static final List<String> ALL = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    private final Resource resource;
    private final int maxPageSize;

    ListEndpoint(Resource resource, int maxPageSize) {
        this.resource = resource;
        this.maxPageSize = maxPageSize;
    }

    @Override
    public List<String> methods() {
        return resource.isReadOnly() ? READING : ALL;
    }

    @Override
    public Answer read(Request request, Work work, boolean mayWrite) {
        Selection selection = request.query().selection(true);
        if (request.method().equals("OPTIONS")) {
            return Answer.json(Answer.OK, Metadata.ofList(resource, selection, mayWrite));
        }
        Paging paging = Paging.of(request.query(), maxPageSize);
        Listing listing = new Listing(resource, request.query().values(), paging.start(), work);
        if (paging.start().isEmpty()) {
            long count = listing.count();
            List<String> objects = listing.objects(selection, paging.window(), request.base());
            return Answer.json(Answer.OK, paging.page(request, count, objects));
        }
        List<Long> ids = listing.ids(paging.window());
        OptionalLong last = ids.isEmpty() ? OptionalLong.empty() : OptionalLong.of(ids.get(ids.size() - 1));
        return Answer.json(
                Answer.OK, paging.pageById(request, last, listing.objects(selection, paging.window(), request.base())));
    }

    @Override
    public Answer write(Request request, Work work) {
        return switch (request.method()) {
            case "POST" -> create(request, work);
            case "DELETE" -> delete(request, work);
            default -> update(request, work);
        };
    }

    private Answer create(Request request, Work work) {
        Selection selection = request.query().selection(false);
        if (!(Body.of(request) instanceof ArrayNode entries)) {
            Unsupported.check(resource, request);
            long id = work.create(resource, Body.object(request), selection);
            Answer made = ObjectEndpoint.shown(resource, id, selection, request, work, Answer.CREATED);
            return resource.selected(selection).contains("url")
                    ? made.with("Location", request.base() + "/api/" + resource.path() + "/" + id + "/")
                    : made;
        }
        requireSupported(request, entries.size());
        BulkErrors errors = new BulkErrors();
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof ObjectNode entry) {
                try {
                    ids.add(work.create(resource, entry, selection));
                } catch (InvalidException e) {
                    errors.addByIndex(i, e.errors().toJson());
                }
            } else {
                errors.addByIndex(i, Body.notAnObject(entries.get(i)));
            }
        }
        errors.throwIfAny(entries.size(), "objects could not be created.");
        return Answer.list(Answer.CREATED, work.shown(resource, ids, selection, request.base(), true));
    }

    private Answer update(Request request, Work work) {
        Selection selection = request.query().selection(false);
        Map<Long, ObjectNode> entries = byId(Body.list(request));
        List<Long> ids = existing(entries.keySet(), work);
        requireSupported(request, ids.size());
        eachOf(ids, "updated", (id, errors) -> {
            try {
                work.update(resource, id, requireNonNull(entries.get(id)), selection);
            } catch (InvalidException e) {
                errors.addById(id, e.errors().toJson());
            }
        });
        return Answer.list(Answer.OK, work.shown(resource, ids, selection, request.base(), false));
    }

    private Answer delete(Request request, Work work) {
        List<Long> ids = existing(byId(Body.list(request)).keySet(), work);
        requireSupported(request, ids.size());
        eachOf(ids, "deleted", (id, errors) -> {
            try {
                work.delete(resource, id);
            } catch (ProtectedException e) {
                errors.addProtected(id, e.dependents().size());
            }
        });
        return Answer.noContent();
    }

    /** An empty list asks for nothing, so nothing is missing. */
    private void requireSupported(Request request, int objects) {
        if (objects > 0) {
            Unsupported.check(resource, request);
        }
    }

    private static void eachOf(List<Long> ids, String done, BiConsumer<Long, BulkErrors> step) {
        BulkErrors errors = new BulkErrors();
        ids.forEach(id -> step.accept(id, errors));
        errors.throwIfAny(ids.size(), "objects could not be " + done + ".");
    }

    /** Each entry names one object; which is not known yet, so errors go by place. */
    private static Map<Long, ObjectNode> byId(ArrayNode list) {
        BulkErrors unreadable = new BulkErrors();
        Map<Long, ObjectNode> entries = new LinkedHashMap<>();
        Map<Long, Integer> times = new HashMap<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode entry = list.get(i);
            JsonNode id = entry.path("id");
            if (!(entry instanceof ObjectNode object)) {
                unreadable.addByIndex(i, Body.notAnObject(entry));
            } else if (id.isMissingNode()) {
                unreadable.addByIndex(i, BulkErrors.field("id", "This field is required."));
            } else if (!id.asText().matches("-?\\d{1,18}")) {
                unreadable.addByIndex(
                        i,
                        BulkErrors.field(
                                "id", id.isNull() ? "This field may not be null." : "A valid integer is required."));
            } else {
                entries.put(id.asLong(), object);
                times.merge(id.asLong(), 1, Integer::sum);
            }
        }
        unreadable.throwIfAny(list.size(), "objects failed validation.");
        BulkErrors repeated = new BulkErrors();
        entries.keySet().stream()
                .filter(id -> times.getOrDefault(id, 0) > 1)
                .forEach(id -> repeated.addById(
                        id,
                        BulkErrors.field(
                                "id",
                                "Each object may be specified only once; ID " + id + " is listed " + times.get(id)
                                        + " times")));
        repeated.throwIfAny(list.size(), "objects are listed more than once.");
        return entries;
    }

    /** In the order in which NetBox works on them, which is not the order of the request. */
    private List<Long> existing(Set<Long> ids, Work work) {
        List<Long> found = work.existing(resource, ids);
        Set<Long> known = new HashSet<>(found);
        BulkErrors missing = new BulkErrors();
        ids.stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> missing.addById(id, BulkErrors.field("id", "Object with ID " + id + " does not exist")));
        missing.throwIfAny(ids.size(), "objects could not be found.");
        return found;
    }
}
