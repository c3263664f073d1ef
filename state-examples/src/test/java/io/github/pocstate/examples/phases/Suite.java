package io.github.pocstate.examples.phases;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How much is tried: some of it in each build, all of it with {@code -Dpocstate.long=true}. */
final class Suite {

    static final boolean LONG = Boolean.getBoolean("pocstate.long");

    private Suite() {}

    /** So many in each build, or so many in the long suite. */
    static int count(int each, int all) {
        return LONG ? all : each;
    }

    /** Every so manieth, from the first on, or all. */
    static <T> Stream<T> some(List<T> all, int every) {
        return IntStream.range(0, all.size())
                .filter(place -> LONG || place % every == 0)
                .mapToObj(all::get);
    }

    /** What decides on everything that is random, unless {@code -Dpocstate.seed} says otherwise. */
    static long seed(long usual) {
        return Long.getLong("pocstate.seed", usual);
    }
}
