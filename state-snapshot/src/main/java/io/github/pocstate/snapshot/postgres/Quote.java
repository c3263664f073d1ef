package io.github.pocstate.snapshot.postgres;

import io.github.pocstate.snapshot.TableName;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names and texts as SQL writes them. */
final class Quote {

    private Quote() {}

    static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String name(TableName table) {
        return name(table.schema()) + "." + name(table.name());
    }

    static String names(Collection<String> identifiers) {
        return identifiers.stream().map(Quote::name).collect(Collectors.joining(", "));
    }

    /** A text, right whatever standard_conforming_strings says. */
    static String text(String text) {
        return " E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
