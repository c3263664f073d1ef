package io.github.pocstate.lab.internal.netbox.model;

/** An object that was sent is not valid; nothing of it was written. */
public final class InvalidException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient FieldErrors errors;

    InvalidException(FieldErrors errors) {
        super("invalid: " + errors.toJson());
        this.errors = errors;
    }

    /** What is wrong, field by field. */
    public FieldErrors errors() {
        return errors;
    }
}
