package io.github.pocstate.snapshot.postgres.internal.rows;

import java.util.Comparator;
import java.util.List;

/**
 * What must happen to one table's rows: found by pairing rows of the same identity.
 *
 * <p>Rows that may lie in any number under one identity (a table without a primary key) are paired one to one.
 *
 * @param surplus rows of the target that the source lacks
 * @param stale rows of the target with another content
 * @param wanted rows of the source that stand for the stale and the missing ones
 * @param missing how many of the wanted ones the target lacks
 */
public record RowMatch(Locations surplus, Locations stale, Locations wanted, int missing) {

    private static final Comparator<RowDigest> BY_IDENTITY =
            Comparator.comparingLong(RowDigest::identity).thenComparingLong(RowDigest::content);

    /** When all rows of the target have their equals: the others of the source are missing, whatever they hold. */
    static RowMatch missing(Locations ofSource) {
        return new RowMatch(new Locations(), new Locations(), ofSource, ofSource.size());
    }

    /** When all rows of the source have their equals: the others of the target must go, whatever they hold. */
    public static RowMatch surplus(Locations ofTarget) {
        return new RowMatch(ofTarget, new Locations(), new Locations(), 0);
    }

    /** Compares the rows that may differ. */
    static RowMatch of(List<RowDigest> source, List<RowDigest> target) {
        List<RowDigest> wanted = source.stream().sorted(BY_IDENTITY).toList();
        List<RowDigest> present = target.stream().sorted(BY_IDENTITY).toList();
        Builder match = new Builder();
        int w = 0;
        int p = 0;
        while (w < wanted.size() && p < present.size()) {
            int order = Long.compare(wanted.get(w).identity(), present.get(p).identity());
            if (order < 0) {
                match.missing(wanted.get(w++));
            } else if (order > 0) {
                match.surplus(present.get(p++));
            } else {
                match.pair(wanted.get(w++), present.get(p++));
            }
        }
        wanted.subList(w, wanted.size()).forEach(match::missing);
        present.subList(p, present.size()).forEach(match::surplus);
        return match.build();
    }

    /** Together with rows that one side only has, whatever they hold. */
    RowMatch with(Locations missingToo, Locations surplusToo) {
        return new RowMatch(surplus.and(surplusToo), stale, wanted.and(missingToo), missing + missingToo.size());
    }

    public boolean isEmpty() {
        return surplus.isEmpty() && wanted.isEmpty();
    }

    private static final class Builder {

        private final Locations surplus = new Locations();
        private final Locations stale = new Locations();
        private final Locations wanted = new Locations();
        private int missing;

        void missing(RowDigest row) {
            missing++;
            want(row);
        }

        void surplus(RowDigest row) {
            surplus.add(row.location());
        }

        void pair(RowDigest source, RowDigest target) {
            if (source.content() != target.content()) {
                stale.add(target.location());
                want(source);
            }
        }

        private void want(RowDigest row) {
            wanted.add(row.location());
        }

        RowMatch build() {
            return new RowMatch(surplus, stale, wanted, missing);
        }
    }
}
