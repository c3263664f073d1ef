package io.github.pocstate.spi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table, its values as PostgreSQL writes them.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1
 */
public final class Row {

    private final List<String> columns;
    private final @Nullable String[] values;

    /**
     * Makes a row.
     *
     * @param columns the columns' names; shared by the rows of a table
     * @param values their values in the same order, null for NULL
     * @throws IllegalArgumentException if there are more or fewer values than columns
     */
    public Row(List<String> columns, @Nullable String... values) {
        if (columns.size() != values.length) {
            throw new IllegalArgumentException(values.length + " values for " + columns.size() + " columns");
        }
        this.columns = columns;
        this.values = values.clone();
    }

    /**
     * The columns of this row.
     *
     * @return their names
     */
    public List<String> columns() {
        return columns;
    }

    /**
     * A value.
     *
     * @param column one of the columns
     * @return its text, empty for NULL
     * @throws IllegalArgumentException if the row has no such column
     */
    public Optional<String> text(String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("no column [" + column + "] among " + columns);
        }
        return Optional.ofNullable(values[index]);
    }

    /** The columns whose values differ from those of another row of the same table. */
    List<String> differing(Row other) {
        @Nullable String[] others = other.inOrderOf(columns);
        return IntStream.range(0, values.length)
                .filter(i -> !Objects.equals(values[i], others[i]))
                .mapToObj(columns::get)
                .toList();
    }

    /** The values of the same columns in this order, which is mostly the one they have. */
    private @Nullable String[] inOrderOf(List<String> wanted) {
        return wanted.equals(columns)
                ? values
                : wanted.stream().map(column -> text(column).orElse(null)).toArray(String[]::new);
    }

    /**
     * A value that is a whole number.
     *
     * @param column one of the columns
     * @return its number, empty for NULL
     */
    public OptionalLong number(String column) {
        return text(column).map(text -> OptionalLong.of(Long.parseLong(text))).orElseGet(OptionalLong::empty);
    }
}
