package io.github.pocstate.snapshot.postgres.internal.rows;

import io.github.pocstate.snapshot.TableName;
import io.github.pocstate.snapshot.postgres.internal.server.Quote;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.internal.server.WriteMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The user's triggers that a write mode does not silence: off while rows are written, then as they were. */
public final class Triggers {

    /** A trigger and when it fires: O usually, A always, R on replicas. */
    private record Trigger(TableName table, String name, String fires) {

        String enable() {
            return switch (fires) {
                case "A" -> " ENABLE ALWAYS TRIGGER ";
                case "R" -> " ENABLE REPLICA TRIGGER ";
                default -> " ENABLE TRIGGER ";
            };
        }
    }

    private static final String FIRING = "SELECT t.tgname, t.tgenabled FROM pg_trigger t JOIN pg_class c"
            + " ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal"
            + " AND t.tgenabled = ANY (string_to_array(?, ',')::\"char\"[]) AND n.nspname = ? AND c.relname = ?";

    private final Connection connection;
    private final List<Trigger> off = new ArrayList<>();

    public Triggers(Connection connection) {
        this.connection = connection;
    }

    /** Switches off those of some tables, as long as this transaction has written none of their rows. */
    public void off(WriteMode mode, Collection<TableName> tables) throws SQLException {
        List<Trigger> found = new ArrayList<>();
        for (TableName table : tables) {
            found.addAll(Sql.list(
                    connection,
                    row -> new Trigger(table, row.getString(1), row.getString(2)),
                    FIRING,
                    mode.firing(),
                    table.schema(),
                    table.name()));
        }
        found.removeAll(off);
        for (Trigger trigger : found) {
            alter(trigger, " DISABLE TRIGGER ");
        }
        off.addAll(found);
    }

    /** Switches all of them on again. */
    public void on() throws SQLException {
        for (Trigger trigger : off) {
            alter(trigger, trigger.enable());
        }
    }

    private void alter(Trigger trigger, String action) throws SQLException {
        Sql.run(connection, "ALTER TABLE " + Quote.name(trigger.table()) + action + Quote.name(trigger.name()));
    }
}
