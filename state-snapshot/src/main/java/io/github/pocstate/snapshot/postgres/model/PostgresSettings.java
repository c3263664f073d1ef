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
 * @since 0.1
 */
public record PostgresSettings(
        PostgresAddress address, String maintenance, String who, Duration lockTimeout, Duration exclusiveTimeout) {

    /**
     * Refuses nulls and a maintenance database that is the live one.
     *
     * @param address the live database
     * @param maintenance another database of the server, connected to while the live one must have no sessions
     * @param who who saves, for the manifests
     * @param lockTimeout how long to wait for a lock that a session of the application holds
     * @param exclusiveTimeout how long to wait for another save or restore of the same database
     */
    public PostgresSettings {
        requireNonNull(who, "who");
        requireNonNull(lockTimeout, "lockTimeout");
        requireNonNull(exclusiveTimeout, "exclusiveTimeout");
        if (maintenance.equals(address.database())) {
            throw new IllegalArgumentException("The maintenance database must not be the live one: " + maintenance);
        }
    }

    /**
     * The usual settings: database {@code postgres}, the operating system's user, 3 s for a lock, 60 s for another save.
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
                Duration.ofSeconds(60));
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
