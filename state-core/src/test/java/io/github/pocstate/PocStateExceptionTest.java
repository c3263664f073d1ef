package io.github.pocstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pocstate.RestoreReport.RouteTaken;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.verify.Deviation;
import io.github.pocstate.verify.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PocStateExceptionTest {

    private static final Problem PROBLEM =
            new Problem("NetBox gave no answer in 30 s.", "http://netbox.lab:8000", "check netbox.url");
    private static final Throwable CAUSE = new IllegalStateException("cause");
    private static final RestoreReport REPORT = report();

    @ParameterizedTest
    @MethodSource
    void everyErrorSaysWhoMustAct(PocStateException error, Fault fault) {
        assertThat(error.fault()).isEqualTo(fault);
        assertThat(error.problem()).isEqualTo(PROBLEM);
        assertThat(error).hasMessage(PROBLEM.toString()).hasNoCause();
    }

    static Stream<Arguments> everyErrorSaysWhoMustAct() {
        return Stream.of(
                Arguments.of(new ConfigurationException(PROBLEM), Fault.USER),
                Arguments.of(new UnfitLabException(PROBLEM), Fault.LAB),
                Arguments.of(new VerificationException(PROBLEM, REPORT.verification(), REPORT), Fault.LAB),
                Arguments.of(new UnreachableException(PROBLEM), Fault.REMOTE),
                Arguments.of(new RejectedException(PROBLEM), Fault.REMOTE));
    }

    @ParameterizedTest
    @MethodSource
    void everyErrorKeepsItsCause(PocStateException error) {
        assertThat(error).hasCause(CAUSE).hasMessage(PROBLEM.toString());
    }

    static Stream<PocStateException> everyErrorKeepsItsCause() {
        return Stream.of(
                new ConfigurationException(PROBLEM, CAUSE),
                new UnfitLabException(PROBLEM, CAUSE),
                new UnreachableException(PROBLEM, CAUSE),
                new RejectedException(PROBLEM, CAUSE));
    }

    @Test
    void aStoppedRestoreBlamesWhomItsCauseBlames() {
        for (PocStateException cause : List.of(
                new ConfigurationException(PROBLEM), new UnfitLabException(PROBLEM), new RejectedException(PROBLEM))) {
            RestoreException stopped = new RestoreException(PROBLEM, REPORT, cause);

            assertThat(stopped.fault()).isEqualTo(cause.fault());
            assertThat(stopped).hasCause(cause);
            assertThat(stopped.report()).isSameAs(REPORT);
        }
    }

    @Test
    void aFailedVerificationCarriesTheReportAndWhatItIsTold() {
        Verification ofALeg =
                new Verification(RestoreOptions.DEFAULT.goal(Phase.ZERO), new TreeMap<>(), List.of(), List.of());

        VerificationException failed = new VerificationException(PROBLEM, ofALeg, REPORT);

        assertThat(failed.report()).isSameAs(REPORT);
        assertThat(failed.verification()).isSameAs(ofALeg).isNotEqualTo(REPORT.verification());
    }

    @Test
    void aProblemIsALetterOfThreeLines() {
        assertThat(PROBLEM).hasToString("""
                        NetBox gave no answer in 30 s.
                          where: http://netbox.lab:8000
                          do:    check netbox.url""");
    }

    @Test
    void aProblemIsComplete() {
        assertThatThrownBy(() -> new Problem(null, "where", "remedy"))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("what");
        assertThatThrownBy(() -> new Problem("what", null, "remedy"))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("where");
        assertThatThrownBy(() -> new Problem("what", "where", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("remedy");
    }

    private static RestoreReport report() {
        Goal goal = RestoreOptions.DEFAULT.goal(Phase.ONE);
        LabSummary summary = new LabSummary(1, new TreeMap<>(), new TreeMap<>());
        return new RestoreReport(
                "FakeLab",
                goal,
                false,
                new RouteTaken(List.of("fake-api"), "because"),
                new Plan(goal, "fake-api", List.of(), List.of()),
                List.of(),
                List.of(),
                summary,
                summary,
                new Verification(
                        goal,
                        new TreeMap<>(),
                        List.of(new Deviation("devices", "srv-01", "status planned", "status offline")),
                        List.of()),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                1,
                Duration.ofMillis(1));
    }
}
