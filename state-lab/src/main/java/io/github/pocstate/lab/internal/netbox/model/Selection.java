package io.github.pocstate.lab.internal.netbox.model;

import java.util.Set;

/**
 * Which fields of an object a client wants to see.
 *
 * @param fields just these; empty for all
 * @param omit all but these
 * @param brief the few that tell the object apart
 */
public record Selection(Set<String> fields, Set<String> omit, boolean brief) {

    /** Copies the sets. */
    public Selection {
        fields = Set.copyOf(fields);
        omit = Set.copyOf(omit);
    }

    /** Whether a client that names the fields of the answer may write this one; NetBox drops what is not named. */
    boolean writes(String field) {
        return fields.isEmpty() ? !omit.contains(field) : fields.contains(field);
    }
}
