package io.github.pocstate.snapshot.postgres.testkit;

import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.rows.Relation;
import io.github.pocstate.snapshot.postgres.internal.server.Quote;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** The whole content of a database as text, to be compared: read in another way than the code under test reads it. */
public final class WholeContents {

    private WholeContents() {}

    public static Map<String, String> of(Connection connection) throws SQLException {
        Map<String, String> contents = new TreeMap<>();
        for (Relation table : Relation.tables(connection)) {
            contents.put(
                    table.name().toString(),
                    Sql.one(
                            connection,
                            row -> row.getString(1),
                            "SELECT coalesce(string_agg(CAST(t AS text), E'\\n' ORDER BY CAST(t AS text)), '') FROM ONLY "
                                    + Quote.name(table.name()) + " t"));
        }
        for (TableName sequence : Relation.sequences(connection, table -> true, true)) {
            contents.put(
                    sequence.toString(),
                    Sql.one(
                            connection,
                            row -> row.getString(1) + row.getString(2),
                            "SELECT last_value, is_called FROM " + Quote.name(sequence)));
        }
        return contents;
    }
}
