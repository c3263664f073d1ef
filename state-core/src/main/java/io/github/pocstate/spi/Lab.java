package io.github.pocstate.spi;

import io.github.pocstate.Goal;
import io.github.pocstate.Phase;
import io.github.pocstate.ProgressListener;
import io.github.pocstate.Scope;
import io.github.pocstate.Transition;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.verify.Verification;
import java.util.List;
import java.util.Optional;

/**
 * One lab, as the engine sees it. Implementations are thread-safe.
 *
 * @since 0.1
 */
public interface Lab extends AutoCloseable {

    /**
     * What the lab is, such as {@code NetBox 4.7.3 at http://127.0.0.1:8000}.
     *
     * @return the name, without a secret
     */
    String name();

    /**
     * The lock of this lab.
     *
     * @return the lock
     */
    LabLock lock();

    /**
     * Reads everything that phases are about.
     *
     * @param scope the servers to look at
     * @param listener hears the progress
     * @return the reading
     * @throws io.github.pocstate.PocStateException if the lab cannot be read, or holds no server in scope
     */
    Reading observe(Scope scope, ProgressListener listener);

    /**
     * Compares a reading with a phase; reads and writes nothing.
     *
     * @param goal what is wanted
     * @param reading the reading
     * @return what the reading proves
     */
    Verification verify(Goal goal, Reading reading);

    /**
     * The ways into a phase that this lab knows by itself.
     *
     * @param target the phase
     * @return the transitions, possibly none
     */
    List<Transition> transitions(Phase target);

    /**
     * Checks, before the first write, that the plan may be carried out: the host is allowed, the token may write, the
     * statuses exist.
     *
     * @param plan the plan
     * @throws io.github.pocstate.PocStateException if it may not; nothing was written
     */
    void admit(Plan plan);

    /**
     * How many requests this connection has sent so far, of any kind.
     *
     * @return the count
     */
    long requests();

    /**
     * What it knows of the database under it.
     *
     * @return the guide, empty for a lab that cannot be kept as a snapshot
     */
    default Optional<DatabaseGuide> database() {
        return Optional.empty();
    }

    /**
     * A client of this lab for other programs, such as tests that read what the phases made.
     *
     * @param type what is wanted
     * @param <T> what is wanted
     * @return the client, the same at each call and closed with the lab; empty if the adapter offers none of this type
     */
    default <T> Optional<T> client(Class<T> type) {
        return Optional.empty();
    }

    @Override
    void close();
}
