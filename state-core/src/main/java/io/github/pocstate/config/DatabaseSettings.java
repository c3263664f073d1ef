package io.github.pocstate.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * How to reach the database under NetBox, and how snapshots of it are kept.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param address {@code postgresql://host:port/database}, with parameters but without user and password
 * @param user the role that connects, empty for the operating system's user
 * @param password its password
 * @param cache the Redis in which NetBox caches its configuration, {@code redis://host:port/number}, without password
 * @param cachePassword the password of that Redis
 * @param way how a snapshot is put back
 * @param automatic whether a restore over the API is kept as a snapshot
 * @param keepSessions whether sessions and tokens made after a snapshot stay valid when it is put back
 * @param keep how many snapshots of each phase stay when new ones are kept automatically, 1 or greater
 * @param maxMegabytes what all snapshots and clones together may take, in megabytes; 0 for no limit
 * @param readyClones how many clones of the newest snapshot of each phase are made ahead for a swap, 0 to 5
 * @since 0.1
 */
public record DatabaseSettings(
        URI address,
        Optional<String> user,
        Optional<Secret> password,
        URI cache,
        Optional<Secret> cachePassword,
        Way way,
        boolean automatic,
        boolean keepSessions,
        int keep,
        int maxMegabytes,
        int readyClones) {

    /**
     * How a snapshot is put back.
     *
     * @since 0.1
     */
    public enum Way {
        /** In place, and by swap when that cannot be had. */
        AUTO,
        /** In place only: no session of the database is ended. */
        IN_PLACE,
        /** By swap only: faster for very many rows, but every session of the database is ended. */
        SWAP
    }

    /**
     * Refuses nulls.
     *
     * @param address {@code postgresql://host:port/database}, with parameters but without user and password
     * @param user the role that connects, empty for the operating system's user
     * @param password its password
     * @param cache the Redis in which NetBox caches its configuration, {@code redis://host:port/number}, without password
     * @param cachePassword the password of that Redis
     * @param way how a snapshot is put back
     * @param automatic whether a restore over the API is kept as a snapshot
     * @param keepSessions whether sessions and tokens made after a snapshot stay valid when it is put back
     * @param keep how many snapshots of each phase stay when new ones are kept automatically, 1 or greater
     * @param maxMegabytes what all snapshots and clones together may take, in megabytes; 0 for no limit
     * @param readyClones how many clones of the newest snapshot of each phase are made ahead for a swap, 0 to 5
     */
    public DatabaseSettings {
        requireNonNull(address, "address");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        requireNonNull(cache, "cache");
        requireNonNull(cachePassword, "cachePassword");
        requireNonNull(way, "way");
    }
}
