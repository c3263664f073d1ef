package io.github.pocstate.snapshot.postgres.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RowTallyTest {

    @Test
    void countsRowsAndBytes() {
        assertThat(tally("a\tb\nc\n")).extracting(Tally::rows, Tally::bytes).containsExactly(2L, 6L);
        assertThat(tally("")).isEqualTo(new Tally(0, 0, 0));
        assertThat(tally("\n\n").rows()).isEqualTo(2);
    }

    @Test
    void doesNotDependOnTheOrderOfRows() {
        assertThat(tally("a\nb\nc\n")).isEqualTo(tally("c\na\nb\n"));
    }

    @Test
    void tellsOtherRowsApart() {
        assertThat(tally("a\nb\n")).isNotEqualTo(tally("a\nc\n"));
        assertThat(tally("ab\nc\n")).isNotEqualTo(tally("a\nbc\n"));
        assertThat(tally("a\na\n")).isNotEqualTo(tally("b\nb\n"));
    }

    @Test
    void doesNotDependOnHowTheyArrive() {
        byte[] rows = "first\tone\n\nthird\n".getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= rows.length; cut++) {
            RowTally tally = new RowTally();
            tally.write(rows, 0, cut);
            tally.write(rows, cut, rows.length - cut);
            assertThat(tally.isComplete()).isTrue();
            assertThat(tally.total()).isEqualTo(SpecimenFile.tally(rows));
        }
        RowTally single = new RowTally();
        for (byte one : rows) {
            single.write(one);
        }
        assertThat(single.total()).isEqualTo(SpecimenFile.tally(rows));
    }

    @Test
    void knowsThatARowHasNoEnd() {
        byte[] rows = "first\nsec".getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= rows.length; cut++) {
            RowTally tally = new RowTally();
            tally.write(rows, 0, cut);
            tally.write(rows, cut, rows.length - cut);
            assertThat(tally.isComplete()).isFalse();
        }
    }

    private static Tally tally(String rows) {
        return SpecimenFile.tally(rows.getBytes(StandardCharsets.UTF_8));
    }
}
