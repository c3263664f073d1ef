package io.github.pocstate.snapshot.postgres;

import io.github.pocstate.snapshot.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the fingerprint of a whole database: a catalog query, one over all tables, one over all sequences. */
final class Fingerprinter {

    /** SQL for a table's number of rows, and the digest over their places and transactions. */
    static final String PLACES =
            "count(*), coalesce(bit_xor(hashtidextended(ctid, CAST(CAST(xmin AS text) AS bigint))), 0)";

    private Fingerprinter() {}

    /** The fingerprint without what is noise: those tables, and the sequences that belong to them. */
    static DatabaseFingerprint read(Connection connection, Noise noise) throws SQLException {
        return new DatabaseFingerprint(
                SchemaDigest.of(connection), tables(connection, counted(noise)), sequences(connection, noise));
    }

    /**
     * The same with the help of another connection to the same database, which reads sequences and schema meanwhile: they do not
     * belong to a transaction's moment.
     */
    static DatabaseFingerprint read(Connection connection, Connection another, Noise noise) throws SQLException {
        try (Aside<Map<TableName, TableFingerprint>> tables = new Aside<>(() -> tables(connection, counted(noise)))) {
            String schema = SchemaDigest.of(another);
            Map<TableName, SequenceState> sequences = sequences(another, noise);
            return new DatabaseFingerprint(schema, tables.get(), sequences);
        }
    }

    private static Predicate<TableName> counted(Noise noise) {
        return table -> !noise.table(table);
    }

    private static Map<TableName, SequenceState> sequences(Connection connection, Noise noise) throws SQLException {
        return sequences(connection, Relation.sequences(connection, counted(noise), true));
    }

    /** The fingerprint of what is noise, without a schema. */
    static DatabaseFingerprint noise(Connection connection, Noise noise) throws SQLException {
        return new DatabaseFingerprint(
                "",
                tables(connection, noise::table),
                sequences(connection, Relation.sequences(connection, noise::table, false)));
    }

    private static Map<TableName, TableFingerprint> tables(Connection connection, Predicate<TableName> counted)
            throws SQLException {
        List<Relation> tables = Relation.tables(connection).stream()
                .filter(table -> counted.test(table.name()))
                .toList();
        Map<TableName, TableFingerprint> prints = new TreeMap<>();
        if (tables.isEmpty()) {
            return prints;
        }
        String all = IntStream.range(0, tables.size())
                .mapToObj(i -> "SELECT " + i + ", " + PLACES + " FROM ONLY "
                        + Quote.name(tables.get(i).name()))
                .collect(Collectors.joining(" UNION ALL "));
        Sql.list(
                connection,
                row -> {
                    Relation table = tables.get(row.getInt(1));
                    return prints.put(table.name(), new TableFingerprint(table.file(), row.getLong(2), row.getLong(3)));
                },
                all);
        return prints;
    }

    private static Map<TableName, SequenceState> sequences(Connection connection, List<TableName> sequences)
            throws SQLException {
        Map<TableName, SequenceState> states = new TreeMap<>();
        if (sequences.isEmpty()) {
            return states;
        }
        String all = IntStream.range(0, sequences.size())
                .mapToObj(i -> "SELECT " + i + ", last_value, is_called FROM " + Quote.name(sequences.get(i)))
                .collect(Collectors.joining(" UNION ALL "));
        Sql.list(
                connection,
                row -> states.put(sequences.get(row.getInt(1)), new SequenceState(row.getLong(2), row.getBoolean(3))),
                all);
        return states;
    }
}
