package io.github.pocstate;

/**
 * Hears how far a long call is. Calls come from several threads, one at a time per stage; keep them short.
 *
 * @since 0.1
 */
public interface ProgressListener {

    /** Hears nothing. */
    ProgressListener NONE = new ProgressListener() {};

    /**
     * A stage begins.
     *
     * @param stage its name; a stage may come again, but only after it finished
     * @param total how many objects it is about
     */
    default void started(String stage, int total) {}

    /**
     * Objects of a stage are done.
     *
     * @param stage its name
     * @param objects how many more
     */
    default void advanced(String stage, int objects) {}

    /**
     * A stage is over, well or not.
     *
     * @param stage its name
     */
    default void finished(String stage) {}
}
