package io.github.pocstate.testkit;

import io.github.pocstate.ProgressListener;
import java.util.ArrayList;
import java.util.List;

/**
 * Remembers what it heard, one line per call, such as {@code started status planned: 3}.
 *
 * <p>This class is thread-safe.
 */
public final class RecordingListener implements ProgressListener {

    private final List<String> heard = new ArrayList<>();
    private final List<String> open = new ArrayList<>();

    @Override
    public synchronized void started(String stage, int total) {
        heard.add("started " + stage + ": " + total);
        open.add(stage);
    }

    @Override
    public synchronized void advanced(String stage, int objects) {
        requireOpen(stage);
        heard.add("advanced " + stage + ": " + objects);
    }

    @Override
    public synchronized void finished(String stage) {
        requireOpen(stage);
        heard.add("finished " + stage);
        open.remove(stage);
    }

    /**
     * Everything heard so far.
     *
     * @return a copy, in order
     */
    public synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    /**
     * The stages that were started and not finished.
     *
     * @return a copy
     */
    public synchronized List<String> open() {
        return List.copyOf(open);
    }

    private void requireOpen(String stage) {
        if (!open.contains(stage)) {
            throw new IllegalStateException("stage [" + stage + "] was not started");
        }
    }
}
