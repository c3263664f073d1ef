package io.github.pocstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.verify.Deviation;
import io.github.pocstate.verify.Verification;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LabStatusTest {

    private static final LabSummary EMPTY = new LabSummary(0, new TreeMap<>(), new TreeMap<>());

    @Test
    void theLabIsInTheFirstPhaseThatVerifies() {
        assertThat(status(failed(Phase.ZERO), passed(Phase.ONE), passed(Phase.TWO))
                        .phase())
                .hasValue(Phase.ONE);
    }

    @Test
    void betweenPhasesThereIsNone() {
        assertThat(status(failed(Phase.ZERO), failed(Phase.ONE)).phase()).isEmpty();
        assertThat(status().phase()).isEmpty();
    }

    @Test
    void theCountsAreCopiesInAlphabeticalOrder() {
        TreeMap<String, Integer> statuses = new TreeMap<>(Map.of("planned", 2, "failed", 1));
        LabSummary summary = new LabSummary(3, statuses, new TreeMap<>());

        statuses.clear();

        assertThat(summary.statuses()).containsExactly(Map.entry("failed", 1), Map.entry("planned", 2));
        assertThatThrownBy(() -> summary.objects().put("cables", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void itPrintsItselfWithTheDistanceToEachPhase() {
        TreeMap<String, Integer> statuses = new TreeMap<>(Map.of("planned", 2, "failed", 1));
        LabSummary summary = new LabSummary(3, statuses, new TreeMap<>(Map.of("addresses", 3)));

        assertThat(new LabStatus("FakeLab", Scope.ALL, summary, List.of(failed(Phase.ZERO), passed(Phase.ONE))))
                .hasToString("""
                        FakeLab, all servers

                               3 servers
                               1 failed
                               2 planned

                               3 addresses

                        phase 0 ZERO   1 object differs
                        phase 1 ONE    the lab is here""");
    }

    private static LabStatus status(Verification... phases) {
        return new LabStatus("FakeLab", Scope.ALL, EMPTY, List.of(phases));
    }

    private static Verification passed(Phase phase) {
        return new Verification(RestoreOptions.DEFAULT.goal(phase), new TreeMap<>(), List.of(), List.of());
    }

    private static Verification failed(Phase phase) {
        return new Verification(
                RestoreOptions.DEFAULT.goal(phase),
                new TreeMap<>(),
                List.of(new Deviation("devices", "srv-01", "status planned", "status offline")),
                List.of());
    }
}
