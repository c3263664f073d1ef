package io.github.pocstate.snapshot.postgres.internal.rows;

import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A digest of what a database's rows are read and checked by: tables, columns, defaults, constraints, unique indexes, triggers,
 * rules, functions and types.
 *
 * <p>Objects count with their numbers (OIDs), which a clone keeps: equal digests mean one lineage and no migration since.
 * What follows from something else here is left out: NOT NULL as a constraint, and the triggers of foreign keys.
 */
public final class SchemaDigest {

    private static final String MINE = "WITH spaces AS MATERIALIZED (SELECT oid FROM pg_namespace"
            + " WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', '" + Relation.OWN_SCHEMA + "')),"
            + " mine AS MATERIALIZED (SELECT oid, relname, relnamespace, relkind, relpersistence, relispartition"
            + " FROM pg_class WHERE relnamespace IN (SELECT oid FROM spaces) AND relkind IN ('r', 'p', 'v', 'm', 'S'))";

    private static final String PARTS = String.join(
            " UNION ALL ",
            "SELECT ROW('relation', mine)::text AS part FROM mine",
            "SELECT ROW('column', attrelid, attnum, attname, atttypid, atttypmod, attnotnull, attidentity, attgenerated,"
                    + " attcollation)::text FROM pg_attribute JOIN mine ON attrelid = mine.oid"
                    + " WHERE attnum > 0 AND NOT attisdropped AND mine.relkind <> 'S'",
            "SELECT ROW('default', adrelid, adnum, adbin)::text FROM pg_attrdef JOIN mine ON adrelid = mine.oid",
            "SELECT ROW('constraint', c.oid, conname, contype, condeferrable, condeferred, convalidated, conrelid,"
                    + " confrelid, confupdtype, confdeltype, conkey, confkey, conbin)::text"
                    + " FROM pg_constraint c JOIN mine ON conrelid = mine.oid WHERE contype <> 'n'",
            "SELECT ROW('index', indexrelid, indrelid, indkey, indexprs, indpred)::text"
                    + " FROM pg_index JOIN mine ON indrelid = mine.oid WHERE indisunique",
            "SELECT ROW('trigger', t.oid, tgname, tgrelid, tgfoid, tgtype, tgenabled)::text"
                    + " FROM pg_trigger t JOIN mine ON tgrelid = mine.oid WHERE NOT tgisinternal OR tgenabled <> 'O'",
            "SELECT ROW('rule', r.oid, ev_class, ev_action)::text FROM pg_rewrite r JOIN mine ON ev_class = mine.oid",
            "SELECT ROW('function', oid, proname, prosrc)::text FROM pg_proc"
                    + " WHERE pronamespace IN (SELECT oid FROM spaces)",
            "SELECT ROW('enum', enumtypid, enumlabel, enumsortorder)::text FROM pg_enum",
            "SELECT ROW('extension', oid, extname, extversion)::text FROM pg_extension");

    private static final String DIGEST = MINE
            + " SELECT coalesce(bit_xor(hashtextextended(part COLLATE \"C\", 0)), 0) FROM (" + PARTS + ") AS parts";

    private SchemaDigest() {}

    public static String of(Connection connection) throws SQLException {
        return Sql.one(connection, row -> Long.toHexString(row.getLong(1)), DIGEST);
    }
}
