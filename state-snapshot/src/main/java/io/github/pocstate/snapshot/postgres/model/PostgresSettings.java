package io.github.pocstate.snapshot.postgres.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How the snapshots of a database are made and put back.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param address the live database
 * @param maintenance another database of the server, connected to while the live one must have no sessions
 * @param who who saves, for the manifests
 * @param lockTimeout how long to wait for a lock that a session of the application holds
 * @param exclusiveTimeout how long to wait for another save or restore of the same database
 * @param schema the schema that the application's tables are in: others in the database are neither compared nor written in place;
 *     empty if all of them are the application's
 * @since 0.1
 */
public record PostgresSettings(
        PostgresAddress address,
        String maintenance,
        String who,
        Duration lockTimeout,
        Duration exclusiveTimeout,
        String schema) {

    /**
     * Refuses nulls and a maintenance database that is the live one.
     *
     * @param address the live database
     * @param maintenance another database of the server, connected to while the live one must have no sessions
     * @param who who saves, for the manifests
     * @param lockTimeout how long to wait for a lock that a session of the application holds
     * @param exclusiveTimeout how long to wait for another save or restore of the same database
     * @param schema the schema that the application's tables are in; empty if all of them are
     */
    public PostgresSettings {
        requireNonNull(who, "who");
        requireNonNull(lockTimeout, "lockTimeout");
        requireNonNull(exclusiveTimeout, "exclusiveTimeout");
        requireNonNull(schema, "schema");
        if (maintenance.equals(address.database())) {
            throw new IllegalArgumentException("The maintenance database must not be the live one: " + maintenance);
        }
    }

    /**
     * Settings for all schemas of a database.
     *
     * @param address the live database
     * @param maintenance another database of the server, connected to while the live one must have no sessions
     * @param who who saves, for the manifests
     * @param lockTimeout how long to wait for a lock that a session of the application holds
     * @param exclusiveTimeout how long to wait for another save or restore of the same database
     */
    public PostgresSettings(
            PostgresAddress address, String maintenance, String who, Duration lockTimeout, Duration exclusiveTimeout) {
        this(address, maintenance, who, lockTimeout, exclusiveTimeout, "");
    }

    /**
     * The usual settings: database {@code postgres}, the operating system's user, 3 s for a lock, 60 s for another save, all
     * schemas.
     *
     * @param address the live database
     * @return the settings
     */
    public static PostgresSettings of(PostgresAddress address) {
        return new PostgresSettings(
                address,
                "postgres",
                System.getProperty("user.name", "unknown"),
                Duration.ofSeconds(3),
                Duration.ofSeconds(60),
                "");
    }

    /**
     * The same for an application whose tables are all in one schema.
     *
     * @param only the schema
     * @return the settings
     */
    public PostgresSettings inSchema(String only) {
        return new PostgresSettings(address, maintenance, who, lockTimeout, exclusiveTimeout, only);
    }

    /**
     * The live database's name.
     *
     * @return its name
     */
    public String live() {
        return address.database();
    }
}
