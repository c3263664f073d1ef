package io.github.pocstate.lab.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CopyTextTest {

    @Test
    void nullIsNotTheEmptyText() {
        assertThat(CopyText.of(null)).isEqualTo("\\N");
        assertThat(CopyText.of("")).isEmpty();
    }

    @Test
    void whatSeparatesColumnsAndRowsIsEscaped() {
        assertThat(CopyText.of("a\tb\nc\rd\\N")).isEqualTo("a\\tb\\nc\\rd\\\\N");
    }

    @Test
    void otherValuesAreTheirText() {
        assertThat(CopyText.of(42)).isEqualTo("42");
        assertThat(CopyText.of(true)).isEqualTo("true");
    }
}
