package io.github.pocstate.snapshot.postgres.model;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.snapshot.SnapshotId;
import io.github.pocstate.snapshot.TableName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A database of one moment, kept beside the live one: its manifest.
 *
 * <p>The manifest is kept in the PostgreSQL server, so every machine sees the same list. This class is immutable and
 * thread-safe.
 *
 * @param id its name and when it was taken
 * @param who who took it
 * @param server what of the server it depends on
 * @param fingerprint its content as a few numbers per table
 * @param twins fingerprints of the live database's tables that are known to hold the same rows, since a restore wrote them
 * @param bytes its size on disk
 * @param application what the application wants to know of it later: versions, whether it was verified
 * @since 0.1
 */
public record Manifest(
        SnapshotId id,
        String who,
        ServerMark server,
        DatabaseFingerprint fingerprint,
        Map<TableName, TableFingerprint> twins,
        long bytes,
        Map<String, String> application) {

    /**
     * Refuses nulls; copies the map, sorted by key.
     *
     * @param id its name and when it was taken
     * @param who who took it
     * @param server what of the server it depends on
     * @param fingerprint its content as a few numbers per table
     * @param twins fingerprints of the live database's tables that are known to hold the same rows, since a restore wrote them
     * @param bytes its size on disk
     * @param application what the application wants to know of it later: versions, whether it was verified
     */
    public Manifest {
        requireNonNull(id, "id");
        requireNonNull(who, "who");
        requireNonNull(server, "server");
        requireNonNull(fingerprint, "fingerprint");
        twins = Collections.unmodifiableMap(new TreeMap<>(twins));
        application = Collections.unmodifiableMap(new TreeMap<>(application));
    }

    /**
     * The tables whose rows may differ from those of the live database.
     *
     * @param live the live database's fingerprint
     * @return their names, sorted; only tables that both have
     */
    public List<TableName> differingTables(DatabaseFingerprint live) {
        return live.differingTables(fingerprint).stream()
                .filter(table -> fingerprint.tables().containsKey(table))
                .filter(table -> live.tables().containsKey(table))
                .filter(table -> !Objects.equals(live.tables().get(table), twins.get(table)))
                .toList();
    }

    /**
     * The same snapshot with more tables known to be equal.
     *
     * @param more fingerprints of the live database's tables
     * @return a manifest that knows them
     */
    public Manifest withTwins(Map<TableName, TableFingerprint> more) {
        Map<TableName, TableFingerprint> all = new TreeMap<>(twins);
        all.putAll(more);
        return new Manifest(id, who, server, fingerprint, all, bytes, application);
    }
}
