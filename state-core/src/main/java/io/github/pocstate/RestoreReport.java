package io.github.pocstate;

import io.github.pocstate.plan.Failure;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.plan.Rejection;
import io.github.pocstate.plan.StepReport;
import io.github.pocstate.snapshot.ForeignChange;
import io.github.pocstate.snapshot.Snapshot;
import io.github.pocstate.snapshot.SnapshotReport;
import io.github.pocstate.verify.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a restore found, did and proved.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param lab the lab, such as {@code NetBox 4.7.3 at http://127.0.0.1:8000}
 * @param goal what was wanted
 * @param dryRun whether it stopped at the plan
 * @param route the way taken, and why
 * @param plan what was missing at the start
 * @param steps what was carried out, in order, with timings
 * @param rejections objects that the remote side refused to write
 * @param before counts at the start
 * @param after counts of the last reading: at the end, or after the step that stopped the restore if the lab could be read
 * @param verification the proof, from the last reading
 * @param snapshot what putting a snapshot back did, or would do; empty when another way was taken
 * @param foreign changes that no phase makes and that a snapshot would have undone; they were kept
 * @param kept the snapshot that holds what this restore reached, when one was made or was there
 * @param requests how many requests were sent, of any kind
 * @param duration how long all of it took
 * @since 0.1
 */
public record RestoreReport(
        String lab,
        Goal goal,
        boolean dryRun,
        RouteTaken route,
        Plan plan,
        List<StepReport> steps,
        List<Rejection> rejections,
        LabSummary before,
        LabSummary after,
        Verification verification,
        Optional<SnapshotReport> snapshot,
        List<ForeignChange> foreign,
        Optional<Snapshot> kept,
        long requests,
        Duration duration) {

    /**
     * Copies the lists.
     *
     * @param lab the lab, such as {@code NetBox 4.7.3 at http://127.0.0.1:8000}
     * @param goal what was wanted
     * @param dryRun whether it stopped at the plan
     * @param route the way taken, and why
     * @param plan what was missing at the start
     * @param steps what was carried out, in order, with timings
     * @param rejections objects that the remote side refused to write
     * @param before counts at the start
     * @param after counts of the last reading: at the end, or after the step that stopped the restore if the lab could be read
     * @param verification the proof, from the last reading
     * @param snapshot what putting a snapshot back did, or would do; empty when another way was taken
     * @param foreign changes that no phase makes and that a snapshot would have undone; they were kept
     * @param kept the snapshot that holds what this restore reached, when one was made or was there
     * @param requests how many requests were sent, of any kind
     * @param duration how long all of it took
     */
    public RestoreReport {
        steps = List.copyOf(steps);
        rejections = List.copyOf(rejections);
        foreign = List.copyOf(foreign);
    }

    /**
     * Whether the lab was read back and is in the phase.
     *
     * @return true when every promise holds
     */
    public boolean verified() {
        return verification.passed();
    }

    /**
     * The same report with the snapshot that holds what was reached.
     *
     * @param snapshot the snapshot
     * @return the report
     */
    public RestoreReport keptAs(Snapshot snapshot) {
        return new RestoreReport(
                lab,
                goal,
                dryRun,
                route,
                plan,
                steps,
                rejections,
                before,
                after,
                verification,
                this.snapshot,
                foreign,
                Optional.of(snapshot),
                requests,
                duration);
    }

    /**
     * How many objects of each kind were written, such as {@code devices: 601}; a kind without a change is absent.
     *
     * @return counts per kind
     */
    public SortedMap<String, Integer> changed() {
        SortedMap<String, Integer> changed = new TreeMap<>();
        steps.stream()
                .filter(step -> step.count() > 0)
                .forEach(step -> changed.merge(step.kind(), step.count(), Integer::sum));
        return changed;
    }

    /**
     * Servers whose right state in this phase is a failure, with the reason.
     *
     * @return the failures, in natural name order
     */
    public List<Failure> failures() {
        return verification.failures();
    }

    /** The whole report as a person reads it, several lines. */
    @Override
    public String toString() {
        return ReportText.of(this);
    }

    /**
     * The way taken, and why.
     *
     * @param transitions names of the transitions, in order
     * @param reason why this way
     * @since 0.1
     */
    public record RouteTaken(List<String> transitions, String reason) {

        /**
         * Copies the list.
         *
         * @param transitions names of the transitions, in order
         * @param reason why this way
         */
        public RouteTaken {
            transitions = List.copyOf(transitions);
        }

        /** The transitions joined by arrows, {@code none} when the lab was there already. */
        @Override
        public String toString() {
            return transitions.isEmpty() ? "none" : String.join(" -> ", transitions);
        }
    }
}
