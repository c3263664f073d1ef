package io.github.pocstate;

import io.github.pocstate.config.PocConfig;
import io.github.pocstate.doctor.Diagnosis;
import io.github.pocstate.internal.Doctor;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.verify.Verification;

/**
 * One line to a known state of the lab, configured from the environment.
 *
 * <pre>{@code
 * PocState.restore(Phase.TWO);
 * }</pre>
 *
 * <p>Each call opens a {@link PocSession} and closes it; for several calls, other settings or a narrower scope open one
 * yourself. This class is thread-safe.
 *
 * @since 0.1
 */
public final class PocState {

    private PocState() {}

    /**
     * Brings the whole lab into a phase and proves it; does nothing when it is there.
     *
     * @param phase the phase
     * @return what was done, verified
     * @throws PocStateException if the phase was not reached; the message says why and what to do
     */
    public static RestoreReport restore(Phase phase) {
        try (PocSession session = PocSession.open(PocConfig.load())) {
            return session.restore(phase);
        }
    }

    /**
     * Lists what {@link #restore} would do; writes nothing.
     *
     * @param phase the phase
     * @return the plan, empty when the lab is there
     * @throws PocStateException if the lab cannot be read
     */
    public static Plan plan(Phase phase) {
        try (PocSession session = PocSession.open(PocConfig.load())) {
            return session.plan(phase);
        }
    }

    /**
     * Checks whether the whole lab is in a phase; writes nothing.
     *
     * @param phase the phase
     * @return what was checked and what differs
     * @throws PocStateException if the lab cannot be read
     */
    public static Verification verify(Phase phase) {
        try (PocSession session = PocSession.open(PocConfig.load())) {
            return session.verify(phase);
        }
    }

    /**
     * Tells where the lab is; writes nothing.
     *
     * @return counts, and how far the lab is from each phase
     * @throws PocStateException if the lab cannot be read
     */
    public static LabStatus status() {
        try (PocSession session = PocSession.open(PocConfig.load())) {
            return session.status(RestoreOptions.DEFAULT);
        }
    }

    /**
     * Looks at everything that a restore needs, settings, NetBox, servers, Redis and database, and tells what is wrong and what to
     * do about it; writes nothing, takes no lock.
     *
     * @return what was found; never an error for a lab that is not well
     */
    public static Diagnosis doctor() {
        return doctor(PocConfig.builder().fromEnvironment());
    }

    /**
     * The same with settings from code.
     *
     * <pre>{@code
     * Diagnosis diagnosis = PocState.doctor(PocConfig.builder().netBox(url, token).fromEnvironment());
     * }</pre>
     *
     * @param settings the settings, right or wrong
     * @return what was found; never an error for a lab that is not well
     */
    public static Diagnosis doctor(PocConfig.Builder settings) {
        return Doctor.examine(settings);
    }
}
