package io.github.pocstate.netbox.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreshAnswerTest {

    private long now;
    private final Deque<Boolean> answers = new ArrayDeque<>();
    private final Deque<Duration> durations = new ArrayDeque<>();

    private void answer(boolean yes, Duration after) {
        answers.add(yes);
        durations.add(after);
    }

    private List<Boolean> ask() {
        return FreshAnswer.to(
                        () -> {
                            now += durations.remove().toNanos();
                            return answers.remove();
                        },
                        () -> now)
                .stream()
                .toList();
    }

    @Test
    void aQuickAnswerIsTakenAsItIs() {
        answer(true, Duration.ofMillis(1));
        assertThat(ask()).containsExactly(true);

        answer(false, Duration.ofMillis(1));
        assertThat(ask()).containsExactly(false);
    }

    @Test
    void afterAPauseItIsAskedAgain() {
        answer(true, Duration.ofMinutes(1));
        answer(false, Duration.ofMillis(1));

        assertThat(ask()).containsExactly(false);
    }

    @Test
    void whatIsLostStaysLostHoweverLongItTookToHearOfIt() {
        answer(false, Duration.ofMinutes(1));

        assertThat(ask()).containsExactly(false);
    }

    @Test
    void afterThreeLateAnswersNobodyKnows() {
        for (int time = 0; time < FreshAnswer.QUESTIONS; time++) {
            answer(true, FreshAnswer.FRESH);
        }

        assertThat(ask()).isEmpty();
    }
}
