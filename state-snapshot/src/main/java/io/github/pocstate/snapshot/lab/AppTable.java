package io.github.pocstate.snapshot.lab;

import io.github.pocstate.snapshot.TableName;
import java.util.function.Predicate;

/** What the guide calls a table: its bare name in the application's schema, else with the schema, which the guide does not know. */
final class AppTable {

    /** Where applications keep their tables unless they are told otherwise. */
    static final String SCHEMA = "public";

    private AppTable() {}

    /** A choice of tables by what the guide calls them. */
    static Predicate<String> named(Predicate<TableName> tables) {
        return name -> tables.test(new TableName(SCHEMA, name));
    }

    static String name(TableName table) {
        return table.schema().equals(SCHEMA) ? table.name() : table.toString();
    }
}
