package io.github.pocstate.snapshot;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * A table or sequence, named with its schema.
 *
 * @param schema its schema
 * @param name its name
 * @since 0.1
 */
public record TableName(String schema, String name) implements Comparable<TableName> {

    private static final Comparator<TableName> BY_NAME =
            Comparator.comparing(TableName::schema).thenComparing(TableName::name);

    /**
     * Refuses nulls.
     *
     * @param schema its schema
     * @param name its name
     */
    public TableName {
        requireNonNull(schema, "schema");
        requireNonNull(name, "name");
    }

    @Override
    public int compareTo(TableName other) {
        return BY_NAME.compare(this, other);
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
