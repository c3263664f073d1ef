package io.github.pocstate.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void ofTwentyDurationsTheNineteenthIsTheNinetyFifthPercentile() {
        List<Duration> durations = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> Duration.ofMillis(21L - i))
                .toList();

        assertThat(Figures.of(durations)).isEqualTo(new Figures(10.5, 19, 20));
    }

    @Test
    void ofOneDurationAllAreThatDuration() {
        assertThat(Figures.of(List.of(Duration.ofMillis(7)))).isEqualTo(new Figures(7, 7, 7));
    }

    @Test
    void ofThreeDurationsTheMedianIsTheMiddleOne() {
        assertThat(Figures.of(List.of(Duration.ofMillis(900), Duration.ofMillis(1), Duration.ofMillis(2)))
                        .median())
                .isEqualTo(2);
    }

    @Test
    void ofNoDurationsThereAreNone() {
        assertThatThrownBy(() -> Figures.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLineIsComparedByTheTimeUntilNetBoxAnswersRightly() {
        Line fast = Line.of("fast", List.of(run(90, 100, 0), run(80, 300, 1)));
        Line slow = Line.of("slow", List.of(run(500, 1000, 3)));

        assertThat(fast.comparedWith(slow).timesFaster()).isEqualTo(5.0);
        assertThat(fast.failedRequests()).isOne();
        assertThat(fast.requests()).isEqualTo(40);
        assertThat(fast.databaseMs()).isNull();
    }

    private static Measurement run(int call, int right, int failed) {
        return new Measurement(Duration.ofMillis(call), Optional.empty(), Duration.ofMillis(right), 0, 20, failed);
    }
}
