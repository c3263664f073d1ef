package io.github.pocstate.snapshot.postgres.internal.rows;

import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.server.Quote;
import io.github.pocstate.snapshot.postgres.internal.server.SharedWork;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.model.DatabaseFingerprint;
import io.github.pocstate.snapshot.postgres.model.Noise;
import io.github.pocstate.snapshot.postgres.model.SequenceState;
import io.github.pocstate.snapshot.postgres.model.TableFingerprint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the fingerprint of a whole database: the schema, all sequences, and the tables, some of them with each query. */
public final class Fingerprinter {

    /** SQL for a table's number of rows, and the digest over their places and transactions. */
    static final String PLACES =
            "count(*), coalesce(bit_xor(hashtidextended(ctid, CAST(CAST(xmin AS text) AS bigint))), 0)";

    /**
     * Tables per query: PostgreSQL plans a query anew when one of its tables was vacuumed, and planning takes longer than
     * running it.
     */
    private static final int TABLES_AT_ONCE = 26;

    private final SharedWork work = new SharedWork();
    private final SharedWork.Part<String> schema;
    private final SharedWork.Part<Map<TableName, SequenceState>> sequences;
    private final List<SharedWork.Part<Map<TableName, TableFingerprint>>> tables = new ArrayList<>();

    private Fingerprinter(Sql.Work<String> schema, List<Relation> tables, Sql.Work<List<TableName>> sequences) {
        this.schema = work.add(schema);
        this.sequences = work.add(connection -> states(connection, sequences.run(connection)));
        for (int from = 0; from < tables.size(); from += TABLES_AT_ONCE) {
            List<Relation> some = tables.subList(from, Math.min(tables.size(), from + TABLES_AT_ONCE));
            this.tables.add(work.add(connection -> prints(connection, some)));
        }
    }

    private static Fingerprinter of(List<Relation> tables, Noise noise) {
        return new Fingerprinter(
                SchemaDigest::of, tables, connection -> Relation.sequences(connection, counted(noise), true));
    }

    private static Predicate<TableName> counted(Noise noise) {
        return table -> !noise.table(table);
    }

    /** The tables that are not noise. */
    public static List<Relation> counted(Connection connection, Noise noise) throws SQLException {
        return tables(connection, counted(noise));
    }

    private static List<Relation> tables(Connection connection, Predicate<TableName> some) throws SQLException {
        return Relation.tables(connection).stream()
                .filter(table -> some.test(table.name()))
                .toList();
    }

    /** The fingerprint without what is noise: those tables, and the sequences that belong to them. */
    public static DatabaseFingerprint read(Connection connection, Noise noise) throws SQLException {
        Fingerprinter reading = of(counted(connection, noise), noise);
        reading.work.askAll(connection);
        return reading.result();
    }

    /** The same, of tables that are known already, over two connections that see the same rows in them. */
    public static DatabaseFingerprint read(
            Connection connection, Connection another, List<Relation> tables, Noise noise) throws SQLException {
        Fingerprinter reading = of(tables, noise);
        reading.work.askAll(connection, another);
        return reading.result();
    }

    /** The fingerprint of what is noise, without a schema. */
    public static DatabaseFingerprint noise(Connection connection, Noise noise) throws SQLException {
        Fingerprinter reading = new Fingerprinter(
                any -> "", tables(connection, noise::table), any -> Relation.sequences(any, noise::table, false));
        reading.work.askAll(connection);
        return reading.result();
    }

    private DatabaseFingerprint result() {
        Map<TableName, TableFingerprint> prints = new TreeMap<>();
        tables.forEach(some -> prints.putAll(some.answer()));
        return new DatabaseFingerprint(schema.answer(), prints, sequences.answer());
    }

    private static Map<TableName, TableFingerprint> prints(Connection connection, List<Relation> tables)
            throws SQLException {
        Map<TableName, TableFingerprint> prints = new TreeMap<>();
        String all = IntStream.range(0, tables.size())
                .mapToObj(i -> "SELECT " + i + ", pg_relation_filenode("
                        + tables.get(i).id() + "), " + PLACES + " FROM ONLY "
                        + Quote.name(tables.get(i).name()))
                .collect(Collectors.joining(" UNION ALL "));
        Sql.list(
                connection,
                row -> prints.put(
                        tables.get(row.getInt(1)).name(),
                        new TableFingerprint(row.getLong(2), row.getLong(3), row.getLong(4))),
                all);
        return prints;
    }

    private static Map<TableName, SequenceState> states(Connection connection, List<TableName> sequences)
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
