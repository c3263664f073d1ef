package io.github.pocstate.netbox.internal.client;

import java.util.List;
import java.util.OptionalLong;

/** NetBox answered a request with an error; what it said, object by object where it says so. */
public final class NetBoxRejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String detail;
    private final transient List<ObjectError> errors;

    public NetBoxRejection(int status, String detail, List<ObjectError> errors) {
        super("HTTP " + status + ": " + detail);
        this.status = status;
        this.detail = detail;
        this.errors = List.copyOf(errors);
    }

    public int status() {
        return status;
    }

    /** NetBox's own words, cut to a readable length. */
    public String detail() {
        return detail;
    }

    /** The guilty objects; empty when NetBox names none, as versions before 4.7 do. */
    public List<ObjectError> errors() {
        return errors;
    }

    /** The whole request is wrong, so none of its objects is to blame. */
    public boolean concernsWholeRequest() {
        return status == 401 || status == 403 || status == 404 || status == 405 || status == 406;
    }

    /** One guilty object: by id when it exists, by its place in the request (0 is the first) when it does not. */
    public record ObjectError(OptionalLong id, OptionalLong index, String message) {}
}
