package io.github.pocstate.cli.bench;

import io.github.pocstate.Phase;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One way to bring a lab back.
 *
 * @param name what it is called in the report
 * @param from the phase it starts in
 * @param prepare what else must be done before, unmeasured
 * @param question what NetBox answers otherwise before and after
 * @param askedMeanwhile whether NetBox is asked while the restore runs, because it answers rightly long before the call comes
 *     back; asking costs the restore time
 * @param rounds in how many rounds it is measured
 * @param restore what is measured
 * @param tidyUp what must be done afterwards, unmeasured
 */
record Recipe(
        String name,
        Phase from,
        Runnable prepare,
        Question question,
        boolean askedMeanwhile,
        int rounds,
        Supplier<Done> restore,
        Runnable tidyUp) {

    /** The same, with something to be done afterwards, unmeasured. */
    Recipe tidiedUpBy(Runnable work) {
        return new Recipe(name, from, prepare, question, askedMeanwhile, rounds, restore, work);
    }

    /**
     * What NetBox is asked.
     *
     * @param devices which devices to count
     * @param count how many they are after the restore, and not before
     */
    record Question(DeviceQuery devices, long count) {}

    /**
     * What a restore tells of itself.
     *
     * @param database its work on the database
     * @param rows how many rows it found to differ
     */
    record Done(Optional<Duration> database, long rows) {

        static final Done UNTOLD = new Done(Optional.empty(), 0);
    }
}
