package io.github.pocstate.lab.internal.netbox.rest;

import io.github.pocstate.lab.internal.netbox.model.Resource;

/** What the real NetBox can do and this one cannot: said plainly, so that nobody takes it for NetBox's answer. */
final class Unsupported {

    private static final int NOT_IMPLEMENTED = 501;

    private Unsupported() {}

    static void check(Resource resource, Request request) {
        boolean supported = request.method().equals("PATCH")
                ? resource.isChangeable()
                : resource.isCreatable() && !request.method().equals("PUT");
        if (!supported) {
            throw new AnswerException(Answer.detail(
                    NOT_IMPLEMENTED,
                    "The embedded NetBox does not serve " + request.method() + " on " + resource.path()
                            + "; a real one does (poc-state lab up --netbox real)."));
        }
    }
}
