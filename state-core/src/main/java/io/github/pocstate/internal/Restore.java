package io.github.pocstate.internal;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.Goal;
import io.github.pocstate.PocStateException;
import io.github.pocstate.Problem;
import io.github.pocstate.ProgressListener;
import io.github.pocstate.RestoreException;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.RestoreReport.RouteTaken;
import io.github.pocstate.Transition;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.VerificationException;
import io.github.pocstate.internal.Router.Route;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.plan.Rejection;
import io.github.pocstate.plan.Step;
import io.github.pocstate.plan.StepReport;
import io.github.pocstate.snapshot.ForeignChange;
import io.github.pocstate.spi.Lab;
import io.github.pocstate.spi.Reading;
import io.github.pocstate.verify.Deviation;
import io.github.pocstate.verify.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of one restore, and what is known of it so far; not thread-safe.
 *
 * <p>A plan is carried out and the lab read again until nothing is missing. What a lost answer leaves uncertain is
 * seen by the next reading, so it is finished or repaired in the same call.
 */
final class Restore {

    private static final Logger log = LoggerFactory.getLogger(Restore.class);
    private static final int PASSES = 3;

    private final Lab lab;
    private final Goal goal;
    private final ProgressListener listener;
    private final long startNanos = System.nanoTime();
    private final long startRequests;
    private final List<StepReport> steps = new ArrayList<>();
    private final Set<Rejection> rejections = new LinkedHashSet<>();
    private @Nullable Reading before;
    private @Nullable Reading latest;
    private @Nullable Route route;
    private @Nullable Plan plan;
    private List<ForeignChange> foreign = List.of();

    Restore(Lab lab, Goal goal, ProgressListener listener) {
        this.lab = lab;
        this.goal = goal;
        this.listener = listener;
        this.startRequests = lab.requests();
    }

    Reading begin() {
        before = observe();
        return before;
    }

    void planned(Route chosen, Plan first, List<ForeignChange> stays) {
        route = chosen;
        plan = first;
        foreign = stays;
    }

    RestoreReport travel() {
        Reading reading = requireNonNull(before, "begin() comes first");
        for (Transition leg : requireNonNull(route, "planned() comes first").legs()) {
            reading = arrive(leg, goal.at(leg.target()), reading);
            requireArrival(lab.verify(goal.at(leg.target()), reading));
        }
        return report(false);
    }

    private Reading arrive(Transition leg, Goal legGoal, Reading start) {
        Reading reading = start;
        int missingBefore = Integer.MAX_VALUE;
        for (int pass = 1; pass <= PASSES; pass++) {
            Plan missing = leg.plan(legGoal, reading);
            if (missing.isEmpty() || missing.size() >= missingBefore) {
                return reading;
            }
            if (pass == 1) {
                lab.admit(missing);
            }
            boolean answered = execute(missing, pass == PASSES);
            missingBefore = answered ? missing.size() : Integer.MAX_VALUE;
            reading = lookAgain();
        }
        return reading;
    }

    /** Tells whether every step was answered; after a lost answer the next pass sees what came of it. */
    private boolean execute(Plan missing, boolean lastPass) {
        for (Step step : missing.steps()) {
            try {
                execute(step);
            } catch (UnreachableException lost) {
                if (lastPass) {
                    throw stopped(step, lost);
                }
                log.warn(
                        "[{}] step [{}] is looked at again: {}",
                        lab.name(),
                        step.name(),
                        lost.problem().what());
                return false;
            } catch (PocStateException e) {
                throw stopped(step, e);
            }
        }
        return true;
    }

    /** A step of somebody else's may not ask by itself whether the lab is still ours. */
    private void execute(Step step) {
        lab.lock().requireHeld();
        log.debug("[{}] {}: {} {}", lab.name(), step.name(), step.changes().size(), step.kind());
        long start = System.nanoTime();
        AtomicInteger written = new AtomicInteger();
        listener.started(step.name(), step.changes().size());
        try {
            Step.Outcome outcome = step.apply(objects -> {
                written.addAndGet(objects);
                listener.advanced(step.name(), objects);
            });
            written.set(outcome.changed());
            rejections.addAll(outcome.rejections());
        } finally {
            steps.add(new StepReport(step.name(), step.kind(), written.get(), since(start)));
            listener.finished(step.name());
        }
    }

    private Reading lookAgain() {
        try {
            return observe();
        } catch (PocStateException e) {
            throw stopped("reading the lab again", e);
        }
    }

    /** What holds now is in the report, unless the lab does not answer. */
    private RestoreException stopped(Step step, PocStateException cause) {
        if (!(cause instanceof UnreachableException)) {
            try {
                observe();
            } catch (PocStateException e) {
                cause.addSuppressed(e);
            }
        }
        return stopped("step [" + step.name() + "]", cause);
    }

    private RestoreException stopped(String where, PocStateException cause) {
        Problem problem = cause.problem();
        return new RestoreException(
                new Problem(
                        "Phase " + goal.phase().name() + " was not reached: " + where + " stopped. " + problem.what(),
                        problem.where(),
                        problem.remedy() + "; then restore again, it finishes the job"),
                report(false),
                cause);
    }

    private void requireArrival(Verification verification) {
        if (verification.passed()) {
            return;
        }
        Deviation first = verification.deviations().get(0);
        String refused = rejections.stream()
                .findFirst()
                .map(rejection -> ", refused: " + rejection.subject() + ": " + rejection.message())
                .orElse("");
        throw new VerificationException(
                new Problem(
                        "Phase " + verification.goal().phase().name() + " was not reached: "
                                + verification.differenceInWords() + ".",
                        lab.name() + ", first " + first + refused,
                        remedy(verification, first)),
                verification,
                report(false));
    }

    /** Of a server that no plan can put right, the phase tells what a person must do. */
    private String remedy(Verification verification, Deviation first) {
        return rejections.isEmpty()
                ? verification.failures().stream()
                        .filter(failure -> failure.server().equals(first.subject()))
                        .findFirst()
                        .map(failure -> failure.remedy() + "; then restore again")
                        .orElse("restore again, it touches only what differs")
                : "remove the cause of each refusal, then restore again";
    }

    private Reading observe() {
        latest = lab.observe(goal.scope(), listener);
        return latest;
    }

    RestoreReport report(boolean dryRun) {
        Reading first = requireNonNull(before, "begin() comes first");
        Reading last = requireNonNull(latest, "begin() comes first");
        Route taken = requireNonNull(route, "planned() comes first");
        return new RestoreReport(
                lab.name(),
                goal,
                dryRun,
                new RouteTaken(taken.names(), taken.reason()),
                requireNonNull(plan, "planned() comes first"),
                steps,
                List.copyOf(rejections),
                first.summary(),
                last.summary(),
                lab.verify(goal, last),
                Optional.empty(),
                foreign,
                Optional.empty(),
                lab.requests() - startRequests,
                since(startNanos));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
