package io.github.pocstate.lab.internal.netbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pocstate.lab.internal.netbox.model.FreeAddresses;
import io.github.pocstate.lab.internal.netbox.model.InvalidException;
import io.github.pocstate.lab.internal.netbox.model.Resource;
import io.github.pocstate.lab.internal.netbox.model.Resources;
import io.github.pocstate.lab.internal.netbox.model.Selection;
import io.github.pocstate.lab.internal.netbox.model.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code /api/ipam/prefixes/<id>/available-ips/}: the free addresses of a prefix, and taking the lowest of them. */
final class AvailableAddressesEndpoint implements Endpoint {

    private static final Selection EVERYTHING = new Selection(Set.of(), Set.of(), false);

    private final long prefix;
    private final int maxPageSize;

    AvailableAddressesEndpoint(long prefix, int maxPageSize) {
        this.prefix = prefix;
        this.maxPageSize = maxPageSize;
    }

    @Override
    public List<String> methods() {
        return List.of("GET", "POST", "HEAD", "OPTIONS");
    }

    @Override
    public Answer read(Request request, Work work, boolean mayWrite) {
        int limit = Paging.of(request.query(), maxPageSize).limit();
        return Answer.list(Answer.OK, free(work).shown(limit, request.base()));
    }

    @Override
    public Answer write(Request request, Work work) {
        JsonNode body = Body.of(request);
        List<ObjectNode> wanted = new ArrayList<>();
        if (body instanceof ArrayNode list) {
            for (JsonNode entry : list) {
                if (!(entry instanceof ObjectNode object)) {
                    throw new AnswerException(Answer.json(Answer.BAD_REQUEST, Body.notAnObject(entry)));
                }
                wanted.add(object);
            }
        } else {
            wanted.add(Body.object(request));
        }
        FreeAddresses free = free(work);
        free.lock();
        List<String> lowest = free.lowest(wanted.size());
        if (lowest.size() < wanted.size()) {
            return Answer.detail(Answer.CONFLICT, "Insufficient resources are available to satisfy the request");
        }
        Resource addresses = Resources.at("ipam/ip-addresses").orElseThrow();
        List<Long> ids = new ArrayList<>();
        ArrayNode errors = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < wanted.size(); i++) {
            try {
                ids.add(work.create(addresses, wanted.get(i).deepCopy().put("address", lowest.get(i)), EVERYTHING));
                errors.addObject();
            } catch (InvalidException e) {
                errors.add(e.errors().toJson());
            }
        }
        if (ids.size() < wanted.size()) { // told in the way of NetBox before 4.7
            return Answer.json(Answer.BAD_REQUEST, body.isArray() ? errors : errors.get(0));
        }
        List<String> made = work.shown(addresses, ids, EVERYTHING, request.base(), true);
        return body.isArray() ? Answer.list(Answer.CREATED, made) : Answer.json(Answer.CREATED, made.get(0));
    }

    private FreeAddresses free(Work work) {
        return FreeAddresses.of(prefix, work)
                .orElseThrow(() ->
                        new AnswerException(Answer.detail(Answer.NOT_FOUND, "No Prefix matches the given query.")));
    }
}
