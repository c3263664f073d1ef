package io.github.pocstate.snapshot.postgres.internal.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyMatchTest {

    @Test
    void rowsThatOneSideOnlyHasAreToldApartFromThoseThatMayDiffer() {
        KeyMatch match = KeyMatch.of(
                List.of(new RowKey(1, 70), new RowKey(2, 80), new RowKey(3, 90)),
                List.of(new RowKey(5, 90), new RowKey(6, 60)));

        assertThat(match.missing().conditions()).containsExactly(" WHERE ctid = ANY ('{\"(0,1)\",\"(0,2)\"}'::tid[])");
        assertThat(match.surplus().conditions()).containsExactly(" WHERE ctid = ANY ('{\"(0,6)\"}'::tid[])");
        assertThat(match.ofSource().conditions()).containsExactly(" WHERE ctid = ANY ('{\"(0,3)\"}'::tid[])");
        assertThat(match.ofTarget().conditions()).containsExactly(" WHERE ctid = ANY ('{\"(0,5)\"}'::tid[])");
    }

    @Test
    void sidesWithNothingInCommonNeedNoLookIntoTheirRows() {
        KeyMatch match = KeyMatch.of(List.of(new RowKey(1, 70)), List.of(new RowKey(1, 71)));

        assertThat(match.ofSource().isEmpty()).isTrue();
        assertThat(match.ofTarget().isEmpty()).isTrue();
    }
}
