package io.github.pocstate.lab.internal.netbox.model;

/** A piece of SQL that shows one property of a row as NetBox does. */
@FunctionalInterface
interface Expression {

    String of(Row row);

    /** {@code $} stands for the row, {@code :base} for NetBox's address. */
    static Expression sql(String template) {
        return row -> row.in(template);
    }

    /** A moment as NetBox writes it: UTC, with microseconds unless there are none. */
    static Expression moment(String column) {
        return sql("regexp_replace(to_char(" + column
                + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US'), '[.]0+\\Z', '') || 'Z'");
    }

    /** A number as text with its decimals, such as a length; NetBox shows decimals as JSON numbers. */
    static Expression decimal(String column) {
        return sql("(" + column + ")::float8");
    }
}
