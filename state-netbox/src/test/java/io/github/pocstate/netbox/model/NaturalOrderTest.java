package io.github.pocstate.netbox.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NaturalOrderTest {
    private static final NaturalOrder ORDER = NaturalOrder.INSTANCE;

    /** In the order wanted. */
    private static final List<String> NAMES = List.of(
            "",
            "1",
            "02",
            "2",
            "2a",
            "10",
            "10a",
            "99999999999999999999999",
            "a",
            "a1",
            "a01b",
            "a1b",
            "A2",
            "a10",
            "é1",
            "Ω",
            "服务器-2",
            "服务器-10");

    @ParameterizedTest(name = "{0} comes before {1}")
    @CsvSource({
        "srv-2, srv-10",
        "srv-2, SRV-10",
        "SRV-2, srv-10",
        "srv-9-z, srv-10-a",
        "r01-u2, r1-u10",
        "srv-1, srv-1a",
        "srv, srv-1",
        "1, a",
        "9, a1",
        "srv-99999999999999999999, srv-100000000000000000000",
        "server-2, server-10",
        "ﬁ-2, ﬁ-10",
        "köln-2, KÖLN-10",
    })
    void ordersAsPeopleDo(String earlier, String later) {
        assertThat(ORDER.compare(earlier, later)).isNegative();
        assertThat(ORDER.compare(later, earlier)).isPositive();
    }

    @Test
    void equalNamesAreEqual() {
        assertThat(ORDER.compare("srv-1", "srv-1")).isZero();
        assertThat(ORDER.compare("", "")).isZero();
    }

    @Test
    void namesThatDifferInCaseOrLeadingZerosOnlyAreNotEqual() {
        assertThat(ORDER.compare("SRV-1", "srv-1")).isNegative();
        assertThat(ORDER.compare("srv-01", "srv-1")).isNegative();
        assertThat(ORDER.compare("srv-0", "srv-00")).isNegative();
    }

    @Test
    void leadingZerosCountOnlyWhenAllElseIsEqual() {
        assertThat(ORDER.compare("srv-007", "srv-8")).isNegative();
        assertThat(ORDER.compare("srv-01-b", "srv-1-a")).isPositive();
    }

    @RepeatedTest(5)
    void aShuffledListIsSortedAlwaysTheSame(RepetitionInfo repetition) {
        List<String> shuffled = new ArrayList<>(NAMES);
        Collections.shuffle(shuffled, new Random(repetition.getCurrentRepetition()));

        shuffled.sort(ORDER);

        assertThat(shuffled).containsExactlyElementsOf(NAMES);
    }

    @Test
    void theOrderIsTransitiveAndAntisymmetric() {
        Random random = new Random(17);
        List<String> names = new ArrayList<>(NAMES);
        for (int i = 0; i < 60; i++) {
            names.add(random.ints(random.nextInt(6), 0, 8)
                    .collect(
                            StringBuilder::new, (text, at) -> text.append("01a9B-é٣".charAt(at)), StringBuilder::append)
                    .toString());
        }
        for (String a : names) {
            for (String b : names) {
                assertThat(Integer.signum(ORDER.compare(a, b))).isEqualTo(-Integer.signum(ORDER.compare(b, a)));
                for (String c : names) {
                    if (ORDER.compare(a, b) < 0 && ORDER.compare(b, c) < 0 && ORDER.compare(a, c) >= 0) {
                        throw new AssertionError(a + " < " + b + " < " + c + " but not " + a + " < " + c);
                    }
                }
            }
        }
    }
}
