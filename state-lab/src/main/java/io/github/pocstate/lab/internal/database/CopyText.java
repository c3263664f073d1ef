package io.github.pocstate.lab.internal.database;

import org.jspecify.annotations.Nullable;

/** A value in the text format of PostgreSQL's COPY. */
final class CopyText {

    private static final String NULL = "\\N";

    private CopyText() {}

    static String of(@Nullable Object value) {
        return value == null ? NULL : escaped(value.toString());
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
