package io.github.pocstate.doctor;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.Problem;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What one check found.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param check what was looked at, in a few words, such as {@code token}
 * @param outcome how it went
 * @param what what was seen, or why it was skipped
 * @param where the place, for what is not as it should be
 * @param remedy what to do; there for everything that failed
 * @since 0.1
 */
public record Finding(String check, Outcome outcome, String what, Optional<String> where, Optional<String> remedy) {

    /** Clocks that differ by more than this confuse the order of snapshots and events. */
    private static final Duration TOLERATED_SKEW = Duration.ofSeconds(5);

    /**
     * Refuses nulls, and a failure without a remedy.
     *
     * @param check what was looked at, in a few words, such as {@code token}
     * @param outcome how it went
     * @param what what was seen, or why it was skipped
     * @param where the place, for what is not as it should be
     * @param remedy what to do; there for everything that failed
     */
    public Finding {
        requireNonNull(check, "check");
        requireNonNull(outcome, "outcome");
        requireNonNull(what, "what");
        requireNonNull(where, "where");
        if (outcome == Outcome.FAILED && remedy.isEmpty()) {
            throw new IllegalArgumentException("[" + check + "] failed without a remedy");
        }
    }

    /**
     * Something that is as it should be.
     *
     * @param check what was looked at
     * @param what what was seen
     * @return the finding
     */
    public static Finding passed(String check, String what) {
        return new Finding(check, Outcome.PASSED, what, Optional.empty(), Optional.empty());
    }

    /**
     * Something that works, but should be known.
     *
     * @param check what was looked at
     * @param problem what, where and what to do
     * @return the finding
     */
    public static Finding warning(String check, Problem problem) {
        return of(check, Outcome.WARNING, problem);
    }

    /**
     * Something that is not as it should be.
     *
     * @param check what was looked at
     * @param problem what, where and what to do
     * @return the finding
     */
    public static Finding failed(String check, Problem problem) {
        return of(check, Outcome.FAILED, problem);
    }

    /**
     * Something that could not be looked at.
     *
     * @param check what should have been looked at
     * @param why why not
     * @return the finding
     */
    public static Finding skipped(String check, String why) {
        return new Finding(check, Outcome.SKIPPED, why, Optional.empty(), Optional.empty());
    }

    /**
     * Something that could not be looked at, but could be.
     *
     * @param check what should have been looked at
     * @param why why not
     * @param remedy how it could be
     * @return the finding
     */
    public static Finding skipped(String check, String why, String remedy) {
        return new Finding(check, Outcome.SKIPPED, why, Optional.empty(), Optional.of(remedy));
    }

    /**
     * How far another clock is from ours: a warning from 5 s on.
     *
     * @param whose whose clock it is, such as {@code NetBox}
     * @param ahead how far it is ahead of ours; negative if it is behind
     * @param where its place
     * @return the finding
     */
    public static Finding clock(String whose, Duration ahead, String where) {
        Duration skew = ahead.abs();
        if (skew.compareTo(TOLERATED_SKEW) <= 0) {
            return passed("clock", "in step with ours (within " + (skew.toSeconds() + 1) + " s)");
        }
        return warning(
                "clock",
                new Problem(
                        "The clock of " + whose + " is " + inWords(skew)
                                + (ahead.isNegative() ? " behind" : " ahead of")
                                + " ours; snapshots and events would seem to be made in another order.",
                        where,
                        "let both machines take their time from the same NTP server"));
    }

    private static String inWords(Duration skew) {
        return skew.compareTo(Duration.ofMinutes(10)) < 0
                ? skew.toSeconds() + " s"
                : String.format(Locale.ROOT, "%d h %d min", skew.toHours(), skew.toMinutesPart());
    }

    private static Finding of(String check, Outcome outcome, Problem problem) {
        return new Finding(check, outcome, problem.what(), Optional.of(problem.where()), Optional.of(problem.remedy()));
    }
}
