package io.github.pocstate.lab.internal.netbox.rest;

import io.github.pocstate.lab.internal.netbox.model.Metadata;
import io.github.pocstate.lab.internal.netbox.model.ProtectedException;
import io.github.pocstate.lab.internal.netbox.model.Resource;
import io.github.pocstate.lab.internal.netbox.model.Selection;
import io.github.pocstate.lab.internal.netbox.model.Work;
import java.util.List;

/** One object, by its id. */
final class ObjectEndpoint implements Endpoint {

    private static final List<String> ALL = List.of("GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    private final Resource resource;
    private final long id;

    ObjectEndpoint(Resource resource, long id) {
        this.resource = resource;
        this.id = id;
    }

    @Override
    public List<String> methods() {
        return resource.isReadOnly() ? READING : ALL;
    }

    @Override
    public Answer read(Request request, Work work, boolean mayWrite) {
        Selection selection = request.query().selection(true);
        return request.method().equals("OPTIONS")
                ? Answer.json(Answer.OK, Metadata.ofInstance(resource, selection, mayWrite))
                : shown(resource, id, selection, request, work, Answer.OK);
    }

    @Override
    public Answer write(Request request, Work work) {
        Unsupported.check(resource, request);
        requireFound(resource, id, work);
        if (request.method().equals("DELETE")) {
            return delete(work);
        }
        Selection selection = request.query().selection(false);
        work.update(resource, id, Body.object(request), selection);
        return shown(resource, id, selection, request, work, Answer.OK);
    }

    private Answer delete(Work work) {
        try {
            work.delete(resource, id);
            return Answer.noContent();
        } catch (ProtectedException e) {
            return Answer.detail(
                    Answer.CONFLICT,
                    "Unable to delete object. " + e.dependents().size() + " dependent objects were found: "
                            + String.join(", ", e.dependents()));
        }
    }

    static Answer shown(Resource resource, long id, Selection selection, Request request, Work work, int status) {
        requireFound(resource, id, work);
        String object = work.shown(resource, List.of(id), selection, request.base(), true)
                .get(0);
        return Answer.json(status, object).with("ETag", "W/\"" + work.lastUpdated(resource, id) + "\"");
    }

    private static void requireFound(Resource resource, long id, Work work) {
        if (work.existing(resource, List.of(id)).isEmpty()) {
            throw new AnswerException(
                    Answer.detail(Answer.NOT_FOUND, "No " + resource.className() + " matches the given query."));
        }
    }
}
