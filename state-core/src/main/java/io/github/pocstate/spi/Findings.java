package io.github.pocstate.spi;

import static java.util.Objects.requireNonNull;

import io.github.pocstate.PocStateException;
import io.github.pocstate.Problem;
import io.github.pocstate.doctor.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Takes what is found, one after the other; thread-safe.
 *
 * @since 0.1
 */
public final class Findings {

    private final List<Finding> list = new ArrayList<>();

    /** Starts empty. */
    public Findings() {}

    /**
     * Takes a finding.
     *
     * @param finding the finding
     */
    public synchronized void add(Finding finding) {
        list.add(requireNonNull(finding, "finding"));
    }

    /**
     * Takes a finding that everything is as it should be.
     *
     * @param check what was looked at
     * @param what what was seen
     */
    public void passed(String check, String what) {
        add(Finding.passed(check, what));
    }

    /**
     * Takes a finding that something could not be looked at.
     *
     * @param check what should have been looked at
     * @param why why not
     */
    public void skipped(String check, String why) {
        add(Finding.skipped(check, why));
    }

    /**
     * Looks, and takes what was seen, or the error as a failure.
     *
     * @param check what is looked at
     * @param look tells what it sees
     * @return whether it passed
     */
    public boolean check(String check, Supplier<String> look) {
        try {
            passed(check, look.get());
            return true;
        } catch (RuntimeException e) {
            failed(check, e);
            return false;
        }
    }

    /**
     * Takes an error as a failure.
     *
     * @param check what was looked at
     * @param error what came of it
     */
    public void failed(String check, RuntimeException error) {
        add(Finding.failed(check, problem(check, error)));
    }

    private static Problem problem(String check, RuntimeException error) {
        if (error instanceof PocStateException known) {
            return known.problem();
        }
        return new Problem(
                "The check itself failed: " + error.getClass().getSimpleName(),
                "check [" + check + "], "
                        + String.valueOf(error.getStackTrace().length == 0 ? "" : error.getStackTrace()[0]),
                "this is a mistake of ours: report it, with this output");
    }

    /**
     * What was taken so far.
     *
     * @return the findings
     */
    public synchronized List<Finding> list() {
        return List.copyOf(list);
    }
}
