package io.github.pocstate.snapshot.postgres.model;

import static java.util.Objects.requireNonNull;

/**
 * What of the server a snapshot depends on.
 *
 * @param postgresMajor PostgreSQL's major version
 * @param collationVersion the version of the database's collation, empty if it has none
 * @since 0.1
 */
public record ServerMark(int postgresMajor, String collationVersion) {

    /**
     * Refuses nulls.
     *
     * @param postgresMajor PostgreSQL's major version
     * @param collationVersion the version of the database's collation, empty if it has none
     */
    public ServerMark {
        requireNonNull(collationVersion, "collationVersion");
    }
}
