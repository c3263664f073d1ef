package io.github.pocstate.plan;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * One end state for objects of one kind; carrying it out twice has the effect of carrying it out once.
 *
 * @since 0.1
 */
public interface Step {

    /**
     * The end state, such as {@code status planned}.
     *
     * @return the name, unique within a plan
     */
    String name();

    /**
     * The kind of object it writes, in NetBox's words, such as {@code devices}, {@code cables}, {@code events}.
     *
     * @return the kind
     */
    String kind();

    /**
     * The objects that are not in the end state yet.
     *
     * @return one change per object or group of objects, never empty
     */
    List<Change> changes();

    /**
     * How many objects are not in the end state yet; more than there are {@link #changes} where these name groups.
     *
     * @return the count, 1 or greater
     */
    default int size() {
        return changes().size();
    }

    /**
     * Brings the objects into the end state, in bulk.
     *
     * @param progress told how many objects were written, from any thread
     * @return how many were written, and which were refused
     */
    Outcome apply(IntConsumer progress);

    /**
     * What came of a step.
     *
     * @param changed how many objects were written
     * @param rejections the objects refused
     * @since 0.1
     */
    record Outcome(int changed, List<Rejection> rejections) {

        /**
         * Copies the list.
         *
         * @param changed how many objects were written
         * @param rejections the objects refused
         */
        public Outcome {
            rejections = List.copyOf(rejections);
        }
    }
}
