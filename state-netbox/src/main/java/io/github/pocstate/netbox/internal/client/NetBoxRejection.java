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

    /** NetBox answered that it did what was asked, but said nothing of these objects. */
    public static NetBoxRejection leftOut(List<Long> ids) {
        String words = "NetBox left it out without a word, as it does with what the token may not change";
        return new NetBoxRejection(
                400,
                words,
                ids.stream()
                        .map(id -> new ObjectError(OptionalLong.of(id), OptionalLong.empty(), words))
                        .toList());
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

    /** The whole request is wrong, so none of its objects is to blame: objects are invalid (400) or in use (409). */
    public boolean concernsWholeRequest() {
        return status < 500 && status != 400 && status != 409;
    }

    /** One guilty object: by id when it exists, by its place in the request (0 is the first) when it does not. */
    public record ObjectError(OptionalLong id, OptionalLong index, String message) {}
}
