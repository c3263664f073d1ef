package io.github.pocstate.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowDifferenceTest {

    private static final List<String> COLUMNS = List.of("id", "name", "status", "rack_id");

    private static Optional<Row> row(@Nullable String... values) {
        return Optional.of(new Row(COLUMNS, values));
    }

    @Test
    void columnsDifferByValueAndByNull() {
        RowDifference difference = new RowDifference(row("7", "a", null, "3"), row("7", "b", "active", "3"));

        assertThat(difference.changed(column -> true)).containsExactly("name", "status");
    }

    @Test
    void twoNullsAreAlike() {
        RowDifference difference = new RowDifference(row("7", "a", null, "3"), row("7", "a", null, "4"));

        assertThat(difference.changed(column -> true)).containsExactly("rack_id");
    }

    @Test
    void onlyColumnsThatCountAreNamed() {
        RowDifference difference = new RowDifference(row("7", "a", "offline", "3"), row("7", "b", "active", "3"));

        assertThat(difference.changed("status"::equals)).containsExactly("status");
    }

    @Test
    void valuesAreComparedByColumnAndNotByPlace() {
        Row other = new Row(List.of("rack_id", "status", "name", "id"), "3", "offline", "a", "7");

        assertThat(new RowDifference(row("7", "a", "active", "3"), Optional.of(other)).changed(column -> true))
                .containsExactly("status");
    }

    @Test
    void aMissingRowHasNoChangedColumns() {
        assertThat(new RowDifference(row("7", "a", "active", "3"), Optional.empty()).changed(column -> true))
                .isEmpty();
    }
}
