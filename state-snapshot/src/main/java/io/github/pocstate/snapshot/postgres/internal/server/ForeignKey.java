package io.github.pocstate.snapshot.postgres.internal.server;

import static java.util.stream.Collectors.joining;

import io.github.pocstate.snapshot.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A foreign key: whose rows refer to whose.
 *
 * @param name the constraint
 * @param child what refers
 * @param parent what is referred to
 * @param waits whether it can be checked at the end of a transaction, and does nothing by itself when a parent goes
 */
public record ForeignKey(String name, Side child, Side parent, boolean waits) {

    /**
     * One side of it.
     *
     * @param table the table that was named when it was made
     * @param tables where its rows are: the table itself, or its partitions
     */
    public record Side(TableName table, List<TableName> tables) {

        public boolean in(Collection<TableName> some) {
            return tables.stream().anyMatch(some::contains);
        }

        /** The table as FROM needs it: with its partitions, without its heirs. */
        private String sql() {
            return (tables.get(0).equals(table) ? "ONLY " : "") + Quote.name(table);
        }
    }

    private static final String ALL = "SELECT f.conname, f.condeferrable AND f.confdeltype = 'a', "
            + side("c", "cn") + ", " + side("p", "pn")
            + " FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_namespace cn ON cn.oid = c.relnamespace"
            + " JOIN pg_class p ON p.oid = f.confrelid JOIN pg_namespace pn ON pn.oid = p.relnamespace"
            + " WHERE f.contype = 'f' AND f.conparentid = 0";

    private static final String COLUMNS = "SELECT c.attname, p.attname FROM pg_constraint f"
            + " CROSS JOIN LATERAL unnest(f.conkey, f.confkey) WITH ORDINALITY k(child, parent, i)"
            + " JOIN pg_attribute c ON c.attrelid = f.conrelid AND c.attnum = k.child"
            + " JOIN pg_attribute p ON p.attrelid = f.confrelid AND p.attnum = k.parent"
            + " WHERE f.conname = ? AND f.conrelid = CAST(? AS regclass) AND f.contype = 'f' ORDER BY k.i";

    /** SQL for a table's schema and name, and the schemas and names of its partitions. */
    private static String side(String table, String schema) {
        return schema + ".nspname, " + table + ".relname, CASE " + table + ".relkind WHEN 'p' THEN"
                + " ARRAY(SELECT ARRAY[s.nspname::text, x.relname::text] FROM pg_partition_tree(" + table + ".oid) t"
                + " JOIN pg_class x ON x.oid = t.relid JOIN pg_namespace s ON s.oid = x.relnamespace WHERE t.isleaf)"
                + " ELSE '{}' END";
    }

    public static List<ForeignKey> all(Connection connection) throws SQLException {
        return Sql.list(connection, ForeignKey::read, ALL);
    }

    private static ForeignKey read(ResultSet row) throws SQLException {
        return new ForeignKey(row.getString(1), side(row, 3), side(row, 6), row.getBoolean(2));
    }

    private static Side side(ResultSet row, int first) throws SQLException {
        TableName table = new TableName(row.getString(first), row.getString(first + 1));
        List<TableName> partitions = new ArrayList<>();
        for (Object partition : (Object[]) row.getArray(first + 2).getArray()) {
            String[] names = (String[]) partition;
            partitions.add(new TableName(names[0], names[1]));
        }
        return new Side(table, partitions.isEmpty() ? List.of(table) : partitions);
    }

    /** SQL for the rows of the child that refer to a parent that is not there: what follows SELECT or DELETE. */
    public String orphans(Connection connection) throws SQLException {
        List<String[]> columns = Sql.list(
                connection,
                row -> new String[] {Quote.name(row.getString(1)), Quote.name(row.getString(2))},
                COLUMNS,
                name,
                Quote.name(child.table()));
        String present = columns.stream().map(c -> "c." + c[0] + " IS NOT NULL").collect(joining(" AND "));
        String same = columns.stream().map(c -> "p." + c[1] + " = c." + c[0]).collect(joining(" AND "));
        return " FROM " + child.sql() + " c WHERE " + present + " AND NOT EXISTS (SELECT FROM " + parent.sql()
                + " p WHERE " + same + ")";
    }
}
