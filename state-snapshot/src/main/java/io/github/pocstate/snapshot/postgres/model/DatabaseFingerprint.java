package io.github.pocstate.snapshot.postgres.model;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.snapshot.TableName;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A whole database as a few numbers per table.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param schema a digest of all definitions and rights: tables, columns, constraints, indexes, triggers, grants, policies
 * @param tables each table's fingerprint
 * @param sequences where each sequence stands
 * @since 0.1
 */
public record DatabaseFingerprint(
        String schema, Map<TableName, TableFingerprint> tables, Map<TableName, SequenceState> sequences) {

    /**
     * Copies the maps, sorted by name.
     *
     * @param schema a digest of all definitions and rights: tables, columns, constraints, indexes, triggers, grants, policies
     * @param tables each table's fingerprint
     * @param sequences where each sequence stands
     */
    public DatabaseFingerprint {
        requireNonNull(schema, "schema");
        tables = sorted(tables);
        sequences = sorted(sequences);
    }

    /**
     * The tables whose fingerprints differ: their rows may differ.
     *
     * @param other a database of the same lineage
     * @return their names, sorted
     */
    public List<TableName> differingTables(DatabaseFingerprint other) {
        return differing(tables, other.tables);
    }

    /**
     * The sequences that stand elsewhere.
     *
     * @param other a database of the same lineage
     * @return their names, sorted
     */
    public List<TableName> differingSequences(DatabaseFingerprint other) {
        return differing(sequences, other.sequences);
    }

    private static <V> List<TableName> differing(Map<TableName, V> one, Map<TableName, V> other) {
        Collection<TableName> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(one.get(name), other.get(name)))
                .toList();
    }

    private static <V> SortedMap<TableName, V> sorted(Map<TableName, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
