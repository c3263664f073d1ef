package io.github.pocstate.cli;

import io.github.pocstate.ProgressListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** One progress bar per stage, on a terminal only; thread-safe. */
final class ProgressBars implements ProgressListener, AutoCloseable {

    private static final int REDRAWN_EVERY_MILLIS = 200;

    private final boolean shown;
    private final Map<String, ProgressBar> bars = new ConcurrentHashMap<>();

    private ProgressBars(boolean shown) {
        this.shown = shown;
    }

    /** Bars where a person looks at a terminal, nothing elsewhere. */
    static ProgressBars onTerminal(boolean quiet) {
        return new ProgressBars(!quiet && Terminal.isThere());
    }

    ProgressListener listener() {
        return shown ? this : ProgressListener.NONE;
    }

    @Override
    public void started(String stage, int total) {
        bars.put(
                stage,
                new ProgressBarBuilder()
                        .setTaskName(stage)
                        .setInitialMax(total == 0 ? -1 : total)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(REDRAWN_EVERY_MILLIS)
                        .build());
    }

    @Override
    public void advanced(String stage, int objects) {
        ProgressBar bar = bars.get(stage);
        if (bar != null) {
            bar.stepBy(objects);
        }
    }

    @Override
    public void finished(String stage) {
        ProgressBar bar = bars.remove(stage);
        if (bar != null) {
            bar.close();
        }
    }

    @Override
    public void close() {
        bars.keySet().forEach(this::finished);
    }
}
