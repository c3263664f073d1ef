package io.github.pocstate.snapshot.postgres.internal.rows;

import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.server.Server;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Something with rows: a table, a partition or a materialized view.
 *
 * @param name its name
 * @param id its number in the catalog
 * @param unwritable whether nobody can write its rows: a materialized view, or the large objects
 */
public record Relation(TableName name, long id, boolean unwritable) {

    /** A schema of our own in a sealed database, part of no fingerprint and no comparison; its name is reserved. */
    public static final String OWN_SCHEMA = "pocstate";

    /**
     * The schemas of the application, among those of the user: the one that the session names (see {@link Server}), or all. What
     * others keep beside it in schemas of their own is neither compared nor written.
     */
    static final String APPLICATION = "n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', '" + OWN_SCHEMA
            + "') AND n.nspname = coalesce(nullif(current_setting('" + Server.SCHEMA + "', true), ''), n.nspname)";

    /** Nothing that an extension brought. */
    private static final String OURS = " " + APPLICATION
            + " AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid"
            + " AND e.deptype = 'e')";

    /** Where large objects are, as far as the role may read it. */
    private static final String LARGE_OBJECTS = " c.oid IN ('pg_largeobject'::regclass,"
            + " 'pg_largeobject_metadata'::regclass) AND has_table_privilege(c.oid, 'SELECT')";

    private static final String TABLES = "SELECT n.nspname, c.relname, c.oid, c.relkind = 'm' OR" + LARGE_OBJECTS
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind IN ('r', 'm') AND" + OURS + " OR" + LARGE_OBJECTS + " ORDER BY 1, 2";

    private static final String SEQUENCES = "SELECT n.nspname, c.relname, tn.nspname, t.relname"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid"
            + " AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')"
            + " LEFT JOIN pg_class t ON t.oid = d.refobjid LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace"
            + " WHERE c.relkind = 'S' AND" + OURS + " ORDER BY 1, 2";

    private static final String OTHERS =
            "SELECT DISTINCT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE c.relkind IN ('r', 'p', 'm', 'S', 'f') AND n.nspname !~ '^pg_'"
                    + " AND n.nspname NOT IN ('information_schema', '" + OWN_SCHEMA + "') AND NOT (" + APPLICATION
                    + ") ORDER BY 1";

    /** A sequence and the table it numbers. */
    private record OwnedSequence(TableName name, Optional<TableName> table) {}

    public static List<Relation> tables(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                row -> new Relation(
                        new TableName(row.getString(1), row.getString(2)), row.getLong(3), row.getBoolean(4)),
                TABLES);
    }

    /** Schemas with tables that are not the application's. */
    public static List<String> othersSchemas(Connection connection) throws SQLException {
        return Sql.list(connection, row -> row.getString(1), OTHERS);
    }

    /** The sequences that number some tables; with or without those that number none. */
    public static List<TableName> sequences(Connection connection, Predicate<TableName> some, boolean free)
            throws SQLException {
        return Sql.list(connection, Relation::sequence, SEQUENCES).stream()
                .filter(sequence -> sequence.table().map(some::test).orElse(free))
                .map(OwnedSequence::name)
                .toList();
    }

    private static OwnedSequence sequence(ResultSet row) throws SQLException {
        TableName name = new TableName(row.getString(1), row.getString(2));
        String schema = row.getString(3);
        String table = row.getString(4);
        return new OwnedSequence(
                name, schema == null || table == null ? Optional.empty() : Optional.of(new TableName(schema, table)));
    }
}
