package io.github.pocstate.snapshot.postgres.internal.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowMatchTest {

    @Test
    void equalRowsAreLeftAloneWhereverTheyLie() {
        RowMatch match = RowMatch.of(List.of(new RowDigest(1, 7, 70)), List.of(new RowDigest(2, 7, 70)));

        assertThat(match.isEmpty()).isTrue();
    }

    @Test
    void anotherContentIsAnUpdate() {
        RowMatch match = RowMatch.of(List.of(new RowDigest(1, 7, 70)), List.of(new RowDigest(2, 7, 71)));

        assertCounts(match, 0, 1, 0);
        assertThat(match.wanted().size()).isEqualTo(1);
    }

    @Test
    void whatOneSideLacksIsInsertedOrDeleted() {
        RowMatch match = RowMatch.of(
                List.of(new RowDigest(1, 7, 70), new RowDigest(2, 8, 80)),
                List.of(new RowDigest(1, 7, 70), new RowDigest(2, 9, 90)));

        assertCounts(match, 1, 0, 1);
    }

    @Test
    void rowsWithoutAKeyArePairedOneToOne() {
        RowDigest twin = new RowDigest(1, 7, 7);

        assertCounts(RowMatch.of(List.of(twin, twin, twin), List.of(twin)), 2, 0, 0);
        assertCounts(RowMatch.of(List.of(twin), List.of(twin, twin)), 0, 0, 1);
    }

    @Test
    void rowsThatOneSideOnlyHasComeOnTop() {
        RowMatch looked = RowMatch.of(List.of(new RowDigest(1, 7, 70)), List.of(new RowDigest(2, 7, 71)));
        Locations missing = new Locations();
        missing.add(9);
        Locations surplus = new Locations();
        surplus.add(3);
        surplus.add(4);

        RowMatch match = looked.with(missing, surplus);

        assertCounts(match, 1, 1, 2);
        assertThat(match.wanted().size()).isEqualTo(2);
        assertCounts(looked, 0, 1, 0);
    }

    private static void assertCounts(RowMatch match, int inserted, int updated, int deleted) {
        assertThat(List.of(
                        match.missing(), match.stale().size(), match.surplus().size()))
                .containsExactly(inserted, updated, deleted);
    }
}
