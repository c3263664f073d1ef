package io.github.pocstate.cli.bench;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All runs of one way together.
 *
 * @param name the way
 * @param runs how many runs
 * @param rows how many rows differed, at most; 0 if the way does not tell
 * @param callMs until the call came back
 * @param databaseMs of it in the database; null if the way does not tell
 * @param rightMs until NetBox answered rightly
 * @param requests how many requests the reading client sent
 * @param failedRequests how many of them failed
 * @param timesFaster how many times the median of {@code rightMs} goes into that of the recipe it is compared with; null
 *     if there is none
 */
record Line(
        String name,
        int runs,
        long rows,
        Figures callMs,
        @Nullable Figures databaseMs,
        Figures rightMs,
        int requests,
        int failedRequests,
        @Nullable Double timesFaster) {

    static Line of(String name, List<Measurement> runs) {
        var database = runs.stream()
                .map(Measurement::database)
                .flatMap(Optional::stream)
                .toList();
        return new Line(
                name,
                runs.size(),
                runs.stream().mapToLong(Measurement::rows).max().orElse(0),
                Figures.of(runs.stream().map(Measurement::call).toList()),
                database.isEmpty() ? null : Figures.of(database),
                Figures.of(runs.stream().map(Measurement::right).toList()),
                runs.stream().mapToInt(Measurement::requests).sum(),
                runs.stream().mapToInt(Measurement::failed).sum(),
                null);
    }

    Line comparedWith(Line recipe) {
        return new Line(
                name,
                runs,
                rows,
                callMs,
                databaseMs,
                rightMs,
                requests,
                failedRequests,
                recipe.rightMs.median() / rightMs.median());
    }
}
