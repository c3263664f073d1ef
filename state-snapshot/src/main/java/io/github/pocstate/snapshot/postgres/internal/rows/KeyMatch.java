package io.github.pocstate.snapshot.postgres.internal.rows;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rows of two sides by their primary keys.
 *
 * @param missing rows of the source whose keys the target lacks
 * @param surplus rows of the target whose keys the source lacks
 * @param ofSource the other rows of the source, which may be equal to the target's
 * @param ofTarget the other rows of the target
 */
record KeyMatch(Locations missing, Locations surplus, Locations ofSource, Locations ofTarget) {

    static KeyMatch of(List<RowKey> source, List<RowKey> target) {
        Set<Long> both = identities(source);
        both.retainAll(identities(target));
        KeyMatch match = new KeyMatch(new Locations(), new Locations(), new Locations(), new Locations());
        source.forEach(row -> (both.contains(row.identity()) ? match.ofSource : match.missing).add(row.location()));
        target.forEach(row -> (both.contains(row.identity()) ? match.ofTarget : match.surplus).add(row.location()));
        return match;
    }

    private static Set<Long> identities(List<RowKey> rows) {
        return rows.stream().map(RowKey::identity).collect(Collectors.toCollection(HashSet::new));
    }
}
