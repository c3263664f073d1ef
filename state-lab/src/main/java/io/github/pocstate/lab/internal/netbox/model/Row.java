package io.github.pocstate.lab.internal.netbox.model;

/**
 * The row that a piece of SQL speaks of, by its alias; rows shown within rows get aliases of their own.
 *
 * @param depth how many rows it is shown within
 */
record Row(int depth) {

    static final Row TOP = new Row(0);

    String alias() {
        return "t" + depth;
    }

    Row inner() {
        return new Row(depth + 1);
    }

    /** The SQL with this row's alias in place of {@code $}. */
    String in(String sql) {
        return sql.replace("$", alias());
    }
}
