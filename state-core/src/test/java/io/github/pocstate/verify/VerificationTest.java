package io.github.pocstate.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.Goal;
import io.github.pocstate.Phase;
import io.github.pocstate.Scope;
import io.github.pocstate.plan.Failure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VerificationTest {

    private static final Goal GOAL = new Goal(Phase.ONE, Scope.ALL, false);
    private static final Deviation DEVIATION =
            new Deviation("devices", "srv-dc-north-0001", "status planned", "status offline");

    @Test
    void itPassesWithoutADeviation() {
        assertThat(verification(List.of(), List.of()).passed()).isTrue();
    }

    @Test
    void itDoesNotPassWithOne() {
        assertThat(verification(List.of(DEVIATION), List.of()).passed()).isFalse();
    }

    @Test
    void aServerWhoseRightStateIsAFailureIsNoDeviation() {
        assertThat(verification(List.of(), List.of(new Failure("srv-01", "no MAC", "add one")))
                        .passed())
                .isTrue();
    }

    @Test
    void aDeviationIsOneLine() {
        assertThat(DEVIATION).hasToString("devices srv-dc-north-0001: expected status planned, found status offline");
    }

    @Test
    void itPrintsItselfWithTheFirstDeviations() {
        assertThat(verification(List.of(), List.of())).hasToString("""
                Phase ONE (BMC discovery complete), all servers

                Verified: 1 devices read back""");
        assertThat(verification(List.of(DEVIATION), List.of())).hasToString("""
                Phase ONE (BMC discovery complete), all servers

                Not verified: 1 object differs (1 devices checked)
                  devices srv-dc-north-0001: expected status planned, found status offline""");
    }

    @Test
    void theCountsAreACopyThatCannotBeChanged() {
        TreeMap<String, Integer> checked = new TreeMap<>(Map.of("devices", 1));
        Verification verification = new Verification(GOAL, checked, List.of(), List.of());

        checked.put("cables", 2);

        assertThat(verification.checked()).containsExactly(Map.entry("devices", 1));
        assertThatThrownBy(() -> verification.checked().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aNullGoalIsRefusedByName() {
        assertThatThrownBy(() -> new Verification(null, new TreeMap<>(), List.of(), List.of()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("goal");
    }

    private static Verification verification(List<Deviation> deviations, List<Failure> failures) {
        return new Verification(GOAL, new TreeMap<>(Map.of("devices", 1)), deviations, failures);
    }
}
