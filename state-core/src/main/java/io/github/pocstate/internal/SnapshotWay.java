package io.github.pocstate.internal;

import io.github.pocstate.ForeignChanges;
import io.github.pocstate.ForeignChangesException;
import io.github.pocstate.Goal;
import io.github.pocstate.PocStateException;
import io.github.pocstate.Problem;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.RestoreReport.RouteTaken;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.plan.Step;
import io.github.pocstate.plan.StepReport;
import io.github.pocstate.snapshot.ForeignChange;
import io.github.pocstate.snapshot.Snapshot;
import io.github.pocstate.snapshot.SnapshotReport;
import io.github.pocstate.snapshot.SnapshotReport.Way;
import io.github.pocstate.spi.Lab;
import io.github.pocstate.spi.SnapshotStore;
import io.github.pocstate.spi.SnapshotStore.Restored;
import io.github.pocstate.verify.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transition that ends in a phase because the lab was in it before, and was kept.
 *
 * <p>It is asked before the lab is read over the API, since it makes that reading unnecessary: what differs is told by the
 * database itself, in a tenth of the time.
 */
final class SnapshotWay {

    private static final Logger log = LoggerFactory.getLogger(SnapshotWay.class);

    private final Lab lab;
    private final SnapshotStore store;

    SnapshotWay(Lab lab, SnapshotStore store) {
        this.lab = lab;
        this.store = store;
    }

    /**
     * What came of it.
     *
     * @param report what was done; empty when another way must be taken
     * @param obstacle why another way must be taken
     * @param cause the error that stood in the way
     * @param foreign changes that stood in the way
     */
    record Outcome(
            Optional<RestoreReport> report,
            String obstacle,
            Optional<PocStateException> cause,
            List<ForeignChange> foreign) {

        static Outcome blocked(String obstacle) {
            return new Outcome(Optional.empty(), obstacle, Optional.empty(), List.of());
        }

        private static Outcome blocked(PocStateException cause, List<ForeignChange> foreign) {
            String obstacle = foreign.isEmpty() ? cause.problem().what() : "changes that no phase makes would be lost";
            return new Outcome(Optional.empty(), obstacle, Optional.of(cause), foreign);
        }
    }

    /** Puts the newest fitting snapshot back. */
    Outcome restore(Goal goal, RestoreOptions options) {
        return attempt(goal, options, snapshot -> store.restore(snapshot.id(), options.foreign(), options.undo()));
    }

    /** Tells what {@link #restore} would do. */
    Outcome compare(Goal goal, RestoreOptions options) {
        return attempt(goal, options, snapshot -> keepingForeign(store.compare(snapshot.id()), options));
    }

    /** A snapshot of what was reached, unless that fails; the restore is done all the same. */
    Optional<Snapshot> keep(Goal goal) {
        try {
            return Optional.of(store.keep(goal));
        } catch (PocStateException e) {
            log.warn(
                    "[{}] phase {} is not kept as a snapshot: {}",
                    lab.name(),
                    goal.phase().name(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private Restored keepingForeign(Restored compared, RestoreOptions options) {
        if (options.foreign() == ForeignChanges.KEEP
                && !compared.report().foreign().isEmpty()) {
            throw foreign(lab, compared.report().foreign());
        }
        return compared;
    }

    private static ForeignChangesException foreign(Lab lab, List<ForeignChange> changes) {
        return new ForeignChangesException(
                new Problem(
                        "Changes that no phase makes would be lost: "
                                + changes.stream().map(ForeignChange::toString).collect(Collectors.joining("; ")) + ".",
                        lab.name(),
                        "restore over the API, which keeps them, or state ForeignChanges.DISCARD (--discard-foreign)"),
                changes);
    }

    private Outcome attempt(Goal goal, RestoreOptions options, Function<Snapshot, Restored> work) {
        if (!goal.scope().isWholeLab()) {
            return Outcome.blocked("a snapshot is the whole lab");
        }
        long start = System.nanoTime();
        long requests = lab.requests();
        String stage = "snapshot of phase " + goal.phase().name();
        options.listener().started(stage, 0);
        try {
            Optional<Snapshot> newest = newest(goal);
            if (newest.isEmpty()) {
                return Outcome.blocked("there is no snapshot of this phase");
            }
            Optional<String> obstacle = store.obstacle(newest.get(), goal);
            if (obstacle.isPresent()) {
                return Outcome.blocked(newest.get().id() + ": " + obstacle.get());
            }
            return arrived(goal, options, work.apply(newest.get()), requests, start);
        } catch (ForeignChangesException e) {
            return Outcome.blocked(foreign(lab, e.changes()), e.changes());
        } catch (PocStateException e) {
            log.debug("[{}] no way by snapshot", lab.name(), e);
            return Outcome.blocked(e, List.of());
        } finally {
            options.listener().finished(stage);
        }
    }

    private Optional<Snapshot> newest(Goal goal) {
        return store.list().stream()
                .filter(snapshot ->
                        snapshot.phase().filter(goal.phase().name()::equals).isPresent())
                .reduce((older, newer) -> newer);
    }

    private Outcome arrived(Goal goal, RestoreOptions options, Restored restored, long requests, long start) {
        Verification verification = lab.verify(goal, restored.after());
        if (!verification.passed()) {
            return Outcome.blocked("after it "
                    + verification.deviations().size() + " objects differed, first "
                    + verification.deviations().get(0));
        }
        SnapshotReport report = restored.report();
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        return new Outcome(
                Optional.of(new RestoreReport(
                        lab.name(),
                        goal,
                        options.dryRun(),
                        route(report),
                        new Plan(goal, "snapshot", steps(report), verification.failures()),
                        options.dryRun() ? List.of() : done(report),
                        List.of(),
                        restored.before().summary(),
                        options.dryRun()
                                ? restored.before().summary()
                                : restored.after().summary(),
                        options.dryRun() ? lab.verify(goal, restored.before()) : verification,
                        Optional.of(report),
                        List.of(),
                        Optional.of(report.snapshot()),
                        lab.requests() - requests + report.requests(),
                        duration)),
                "",
                Optional.empty(),
                List.of());
    }

    private static RouteTaken route(SnapshotReport report) {
        String id = "snapshot " + report.snapshot().id();
        return switch (report.way()) {
            case ALREADY_THERE -> new RouteTaken(List.of(), "the lab is there already, equal to " + id);
            case IN_PLACE ->
                new RouteTaken(
                        List.of(id), "in place: " + SnapshotStep.differing(report.rows()) + ", no session is ended");
            case SWAP -> new RouteTaken(List.of(id), "by swap: " + report.sessionsEnded() + " sessions are ended");
        };
    }

    private static List<Step> steps(SnapshotReport report) {
        List<Step> steps = new ArrayList<>();
        if (report.way() != Way.ALREADY_THERE && !report.tables().isEmpty()) {
            steps.add(SnapshotStep.rows(report));
        }
        if (!report.keys().isEmpty()) {
            steps.add(SnapshotStep.keys(report));
        }
        return steps;
    }

    private static List<StepReport> done(SnapshotReport report) {
        return steps(report).stream()
                .map(step -> new StepReport(step.name(), step.kind(), step.size(), report.duration()))
                .toList();
    }
}
