package io.github.pocstate.lab.internal.netbox.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code /api/status/}: which NetBox this is; nothing of Python's that is not there. */
final class Status {

    private static final String ALLOW = "GET, HEAD, OPTIONS";

    private Status() {}

    static Answer answer(Request request) {
        if (!request.method().equals("GET")) {
            return Answer.detail(Answer.NOT_ALLOWED, "Method \"" + request.method() + "\" not allowed.")
                    .with("Allow", ALLOW);
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("django-version", "none");
        body.put("hostname", "embedded");
        body.putObject("installed_apps");
        body.put("netbox-version", Api.VERSION);
        body.put("netbox-full-version", Api.VERSION);
        body.putObject("plugins");
        body.put("python-version", "none");
        body.put("rq-workers-running", 0);
        return Answer.json(Answer.OK, body).with("Allow", ALLOW);
    }
}
