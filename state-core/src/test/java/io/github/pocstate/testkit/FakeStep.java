package io.github.pocstate.testkit;

import io.github.pocstate.plan.Change;
import io.github.pocstate.plan.Rejection;
import io.github.pocstate.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** One property of all servers that lack it, written server by server. */
final class FakeStep implements Step {
    private final FakeLab lab;
    private final String name;
    private final String kind;
    private final SortedMap<String, String> differing;
    private final String wanted;

    FakeStep(FakeLab lab, String name, String kind, SortedMap<String, String> differing, String wanted) {
        this.lab = lab;
        this.name = name;
        this.kind = kind;
        this.differing = differing;
        this.wanted = wanted;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public List<Change> changes() {
        return differing.entrySet().stream()
                .map(entry -> new Change(entry.getKey(), entry.getValue(), wanted))
                .toList();
    }

    @Override
    public Outcome apply(IntConsumer progress) {
        Breakage breakage = lab.begin(name);
        List<Rejection> rejections = new ArrayList<>();
        int changed = 0;
        for (String server : differing.keySet()) {
            breakage.strike(changed);
            if (changed >= lab.writesPerStep() || lab.write(server, kind, wanted, rejections)) {
                changed++;
                progress.accept(1);
            }
        }
        breakage.strike(changed);
        return new Outcome(changed, rejections);
    }

    /** Makes a step throw when it has written so many objects, as often as it was told. */
    static final class Breakage {
        private final int written;
        private final Supplier<? extends RuntimeException> failure;
        private int timesLeft;

        Breakage(int written, int times, Supplier<? extends RuntimeException> failure) {
            this.written = written;
            this.timesLeft = times;
            this.failure = failure;
        }

        void strike(int writtenSoFar) {
            if (timesLeft > 0 && writtenSoFar == written) {
                timesLeft--;
                throw failure.get();
            }
        }
    }
}
