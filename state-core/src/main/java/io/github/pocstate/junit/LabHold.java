package io.github.pocstate.junit;

import io.github.pocstate.PocSession;
import io.github.pocstate.Problem;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.VerificationException;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.junit.Stopwatch.Part;
import java.time.Duration;
import java.util.Optional;

/** A lab that is ours for a test or a class, and what it was brought into; thread-safe. */
final class LabHold implements AutoCloseable {

    private final OpenLab lab;
    private final PocSession session;
    private Optional<State> state = Optional.empty();

    private LabHold(OpenLab lab, PocSession session) {
        this.lab = lab;
        this.session = session;
    }

    /** What the lab was brought into last. */
    private record State(Fixture fixture, RestoreReport report, Optional<Baseline> baseline) {}

    /** Waits until the lab is ours. */
    static LabHold take(OpenLab lab, String purpose, Duration patience) {
        return new LabHold(lab, lab.session().reserve(purpose, patience));
    }

    boolean isOf(LabSource source) {
        return lab.source() == source;
    }

    PocConfig config() {
        return lab.config();
    }

    /** The session that may write. */
    PocSession session() {
        return session;
    }

    synchronized boolean keepsFailed() {
        return state.map(State::fixture).filter(Fixture::keepFailed).isPresent();
    }

    synchronized Optional<RestoreReport> lastReset() {
        return state.map(State::report);
    }

    /**
     * Brings the lab into what a test wants, unless it may go on with what there is.
     *
     * @return the report of the reset, empty if there was none
     */
    synchronized Optional<RestoreReport> bring(Fixture fixture, Stopwatch watch) {
        if (state.map(State::fixture).filter(fixture::goesOnWith).isPresent()) {
            return Optional.empty();
        }
        state = Optional.empty();
        RestoreReport report = watch.time(Part.RESTORE, () -> reset(fixture));
        Optional<Baseline> baseline =
                fixture.readOnly() ? Optional.of(Baseline.of(session, fixture, report)) : Optional.empty();
        state = Optional.of(new State(fixture, report, baseline));
        return Optional.of(report);
    }

    private RestoreReport reset(Fixture fixture) {
        return fixture.reset() == Reset.NEVER ? found(fixture) : session.restore(fixture.phase(), fixture.options());
    }

    private RestoreReport found(Fixture fixture) {
        RestoreOptions options = fixture.options();
        RestoreReport report = session.restore(
                fixture.phase(),
                new RestoreOptions(
                        options.scope(),
                        true,
                        options.publishDiscovery(),
                        options.strategy(),
                        options.foreign(),
                        options.undo(),
                        options.listener()));
        if (report.verified()) {
            return report;
        }
        throw new VerificationException(
                new Problem(
                        "The lab is not in phase " + fixture.phase().name() + ": "
                                + Baseline.deviations(report.verification()) + ".",
                        report.lab() + ", reset = NEVER",
                        "bring it into the phase first, or let reset be EACH or CLASS"),
                report.verification(),
                report);
    }

    /** Checks that the tests of a read-only class wrote nothing. */
    synchronized void requireUnchanged(String tests) {
        state.flatMap(State::baseline).ifPresent(baseline -> baseline.requireUnchanged(tests));
    }

    @Override
    public void close() {
        session.close();
    }
}
