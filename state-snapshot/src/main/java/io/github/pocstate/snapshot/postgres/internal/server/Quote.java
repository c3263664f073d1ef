package io.github.pocstate.snapshot.postgres.internal.server;

import io.github.pocstate.snapshot.TableName;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names and texts as SQL writes them. */
public final class Quote {

    private Quote() {}

    public static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    public static String name(TableName table) {
        return name(table.schema()) + "." + name(table.name());
    }

    public static String names(Collection<String> identifiers) {
        return identifiers.stream().map(Quote::name).collect(Collectors.joining(", "));
    }

    /** A text, right whatever standard_conforming_strings says. */
    public static String text(String text) {
        return " E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
