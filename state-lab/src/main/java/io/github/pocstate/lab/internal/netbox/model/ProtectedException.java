package io.github.pocstate.lab.internal.netbox.model;

import java.util.List;

/** An object cannot be deleted: others depend on it. */
public final class ProtectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> dependents;

    ProtectedException(List<String> dependents) {
        super(dependents.size() + " dependent objects");
        this.dependents = List.copyOf(dependents);
    }

    /** What depends on it, each with its id. */
    public List<String> dependents() {
        return dependents;
    }
}
