package io.github.pocstate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.pocstate.Phase;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.plan.StepReport;
import io.github.pocstate.verify.Verification;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every phase of every lab keeps: inherit this class, say how to restore and to verify, and each phase is tested
 * from each other phase.
 *
 * <pre>{@code
 * class MyPhasesTest extends PhaseContract {
 *     protected List<Phase> phases() { return List.of(Phase.ZERO, new MyPhase()); }
 *     protected RestoreReport restore(Phase phase, RestoreOptions options) { return session.restore(phase, options); }
 *     protected Verification verify(Phase phase, RestoreOptions options) { return session.verify(phase, options); }
 * }
 * }</pre>
 *
 * <p>The lab may be in any state at the start and must be nobody else's until the end.
 */
public abstract class PhaseContract {

    /**
     * The phases under test, which must differ from each other.
     *
     * @return two or more
     */
    protected abstract List<Phase> phases();

    /**
     * The phases among them whose ways are tested; override it when the others are known to be right.
     *
     * @return one or more
     */
    protected List<Phase> phasesUnderTest() {
        return phases();
    }

    /**
     * Brings the lab into a phase, or shows what that would take.
     *
     * @param phase the phase
     * @param options scope and dry run
     * @return the report
     */
    protected abstract RestoreReport restore(Phase phase, RestoreOptions options);

    /**
     * Reads the lab anew and compares it with a phase.
     *
     * @param phase the phase
     * @param options the scope
     * @return the proof
     */
    protected abstract Verification verify(Phase phase, RestoreOptions options);

    /**
     * The choices of every call; override it to narrow the scope.
     *
     * @return a new builder
     */
    protected RestoreOptions.Builder options() {
        return RestoreOptions.builder();
    }

    /**
     * Whatever changes when anything in the lab is written; override it with something stricter than the default, which
     * compares the lab with every phase.
     *
     * @return a value with {@code equals}
     */
    protected Object fingerprint() {
        return phases().stream().map(this::verify).toList();
    }

    @Test
    void thereAreTwoPhasesOrMore() {
        assertThat(phases()).hasSizeGreaterThanOrEqualTo(2).doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> arrivesFromEveryOtherPhase() {
        return forEveryPair((from, to) -> {
            restore(from);

            RestoreReport report = restore(to);

            assertThat(report.verified()).isTrue();
            assertThat(verify(to).deviations()).isEmpty();
            assertThat(verify(from).passed()).isFalse();
        });
    }

    @TestFactory
    Stream<DynamicTest> restoringTwiceChangesNothing() {
        return forEveryPhase(phase -> {
            RestoreReport first = restore(phase);
            Object fingerprint = fingerprint();

            RestoreReport second = restore(phase);

            assertThat(second.route()).hasToString("none");
            assertThat(second.plan().isEmpty()).isTrue();
            assertThat(second.steps()).isEmpty();
            assertThat(second.changed()).isEmpty();
            assertThat(second.before()).isEqualTo(first.after());
            assertThat(second.after()).isEqualTo(first.after());
            assertThat(second.verified()).isTrue();
            assertThat(fingerprint()).isEqualTo(fingerprint);
        });
    }

    @TestFactory
    Stream<DynamicTest> aDryRunWritesNothing() {
        return forEveryPair((from, to) -> {
            restore(from);
            Object fingerprint = fingerprint();

            RestoreReport dry = restore(to, options().dryRun(true).build());

            assertThat(dry.dryRun()).isTrue();
            assertThat(dry.plan().isEmpty()).isFalse();
            assertThat(dry.steps()).isEmpty();
            assertThat(dry.changed()).isEmpty();
            assertThat(dry.after()).isEqualTo(dry.before());
            assertThat(dry.verified()).isFalse();
            assertThat(fingerprint()).isEqualTo(fingerprint);
        });
    }

    @TestFactory
    Stream<DynamicTest> theDryRunShowsWhatTheRestoreFinds() {
        return forEveryPair((from, to) -> {
            restore(from);
            RestoreReport dry = restore(to, options().dryRun(true).build());

            RestoreReport done = restore(to);

            assertThat(done.dryRun()).isFalse();
            assertThat(done.route()).isEqualTo(dry.route());
            assertThat(done.before()).isEqualTo(dry.before());
            assertThat(done.plan().size()).isEqualTo(dry.plan().size());
        });
    }

    @TestFactory
    Stream<DynamicTest> everySuccessIsReadBack() {
        return forEveryPair((from, to) -> {
            restore(from);

            Verification proof = restore(to).verification();

            assertThat(proof.goal().phase()).isEqualTo(to);
            assertThat(proof.checked().values()).anyMatch(count -> count > 0);
            assertThat(proof).isEqualTo(verify(to));
        });
    }

    @TestFactory
    Stream<DynamicTest> theReportAddsUp() {
        return forEveryPair((from, to) -> {
            RestoreReport before = restore(from);

            RestoreReport report = restore(to);

            SortedMap<String, Integer> sums = new TreeMap<>();
            for (StepReport step : report.steps()) {
                sums.merge(step.kind(), step.count(), Integer::sum);
            }
            sums.values().removeIf(count -> count == 0);
            assertThat(report.changed()).isNotEmpty().isEqualTo(sums);
            assertThat(report.before()).isEqualTo(before.after());
            assertThat(report.after().servers()).isEqualTo(report.before().servers());
            assertThat(sum(report.after().statuses())).isEqualTo(report.after().servers());
            assertThat(report.rejections()).isEmpty();
            assertThat(report.requests()).isPositive();
            assertThat(report.duration()).isPositive();
        });
    }

    private RestoreReport restore(Phase phase) {
        return restore(phase, options().build());
    }

    private Verification verify(Phase phase) {
        return verify(phase, options().build());
    }

    private static int sum(SortedMap<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private Stream<DynamicTest> forEveryPhase(Consumer<Phase> test) {
        return phasesUnderTest().stream().map(phase -> dynamicTest(phase.name(), () -> test.accept(phase)));
    }

    private Stream<DynamicTest> forEveryPair(BiConsumer<Phase, Phase> test) {
        return phases().stream()
                .flatMap(from -> phases().stream()
                        .filter(to -> !to.name().equals(from.name()))
                        .filter(to -> isUnderTest(from) || isUnderTest(to))
                        .map(to -> dynamicTest(from.name() + " to " + to.name(), () -> test.accept(from, to))));
    }

    private boolean isUnderTest(Phase phase) {
        return phasesUnderTest().stream().map(Phase::name).anyMatch(phase.name()::equals);
    }
}
