package io.github.pocstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.RestoreReport.RouteTaken;
import io.github.pocstate.plan.Failure;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.plan.Rejection;
import io.github.pocstate.plan.StepReport;
import io.github.pocstate.verify.Deviation;
import io.github.pocstate.verify.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RestoreReportTest {

    private static final Goal GOAL = RestoreOptions.DEFAULT.goal(Phase.TWO);

    @Test
    void changesAreCountedPerKind() {
        RestoreReport report = report(
                List.of(
                        step("status discovered", "devices", 601),
                        step("inverted", "cables", 1196),
                        step("status failed", "devices", 600),
                        step("no address", "addresses", 0)),
                List.of());

        assertThat(report.changed()).containsExactly(Map.entry("cables", 1196), Map.entry("devices", 1201));
    }

    @Test
    void withoutAStepNothingChanged() {
        assertThat(report(List.of(), List.of()).changed()).isEmpty();
    }

    @Test
    void itIsVerifiedWithoutADeviation() {
        assertThat(report(List.of(), List.of()).verified()).isTrue();
    }

    @Test
    void itIsNotVerifiedWithOne() {
        Deviation deviation = new Deviation("devices", "srv-01", "status failed", "status planned");

        assertThat(report(List.of(), List.of(deviation)).verified()).isFalse();
    }

    @Test
    void theFailuresAreThoseOfTheProof() {
        assertThat(report(List.of(), List.of()).failures())
                .containsExactly(new Failure("srv-07", "no bmc interface", "add one"));
    }

    @Test
    void theRouteIsPrintedWithArrows() {
        assertThat(new RouteTaken(List.of("discovery", "inversion"), "because")).hasToString("discovery -> inversion");
        assertThat(new RouteTaken(List.of("snapshot"), "because")).hasToString("snapshot");
    }

    @Test
    void theRouteOfALabThatIsThereIsNone() {
        assertThat(new RouteTaken(List.of(), "the lab is there already")).hasToString("none");
    }

    @Test
    void itKeepsCopies() {
        List<StepReport> steps = new ArrayList<>(List.of(step("status failed", "devices", 1)));
        RestoreReport report = report(steps, List.of());

        steps.clear();

        assertThat(report.steps()).hasSize(1);
        assertThatThrownBy(() -> report.rejections().add(new Rejection("devices", "srv-01", "no")))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void itPrintsItselfAsATable() {
        Deviation deviation = new Deviation("devices", "srv-01", "status failed", "status planned");

        assertThat(report(List.of(step("status failed", "devices", 601)), List.of(deviation)))
                .hasToString("""
                        Phase TWO (cable validation complete), all servers
                        FakeLab
                        Route: fake-api, because

                                                   before    after
                        status failed                 601      601

                             601 devices          status failed                                0.01 s

                        Failed as the phase says, 1 server: no bmc interface
                          which: srv-07
                          do:    add one
                        Not verified: 1 object differs (601 devices checked)
                          devices srv-01: expected status failed, found status planned
                        3.00 s, 12 requests""");
    }

    private static StepReport step(String name, String kind, int count) {
        return new StepReport(name, kind, count, Duration.ofMillis(5));
    }

    private static RestoreReport report(List<StepReport> steps, List<Deviation> deviations) {
        LabSummary summary = new LabSummary(601, new TreeMap<>(Map.of("failed", 601)), new TreeMap<>());
        return new RestoreReport(
                "FakeLab",
                GOAL,
                false,
                new RouteTaken(List.of("fake-api"), "because"),
                new Plan(GOAL, "fake-api", List.of(), List.of()),
                steps,
                List.of(),
                summary,
                summary,
                new Verification(
                        GOAL,
                        new TreeMap<>(Map.of("devices", 601)),
                        deviations,
                        List.of(new Failure("srv-07", "no bmc interface", "add one"))),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                12,
                Duration.ofSeconds(3));
    }
}
