package io.github.pocstate.cli.bench;

import io.github.pocstate.Phase;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.cli.bench.Recipe.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One run: makes the phases, measures each way in each round, and counts together; not thread-safe. */
final class BenchmarkRun {

    /** What servers of a phase are, and of no other phase. */
    private static final Map<Phase, String> STATUS =
            Map.of(Phase.ZERO, "offline", Phase.ONE, "planned", Phase.TWO, "failed");

    private final BenchLab lab;
    private final int rounds;
    private final int apiRounds;
    private final int clientRate;
    private final Consumer<String> progress;
    private final NetBoxQuestions questions;
    private final Map<String, List<Measurement>> measured = new LinkedHashMap<>();
    private String name = "";

    /**
     * A run on a lab.
     *
     * @param lab the lab
     * @param rounds how often each way is measured
     * @param apiRounds in how many of the rounds the API is
     * @param clientRate how many requests a second a client sends meanwhile; 0 for none
     * @param progress hears of each measurement
     */
    BenchmarkRun(BenchLab lab, int rounds, int apiRounds, int clientRate, Consumer<String> progress) {
        this.lab = lab;
        this.rounds = rounds;
        this.apiRounds = apiRounds;
        this.clientRate = clientRate;
        this.progress = progress;
        this.questions = new NetBoxQuestions(lab.config().netBox());
    }

    BenchmarkReport measure() throws InterruptedException {
        lab.wakeNetBox();
        Map<Phase, Question> proofs = makePhases();
        lab.goTo(Phase.ZERO);
        lab.database().makeGolden();
        Optional<String> noDump = DumpFile.obstacle(lab.database().version());
        if (noDump.isPresent()) {
            measure(new Recipes(lab, proofs, rounds), List.of());
        } else {
            try (DumpFile file =
                    new DumpFile(lab.databaseSettings(), lab.database().liveName())) {
                Recipes recipes = new Recipes(lab, proofs, rounds);
                measure(recipes, List.of(recipes.dump(file)));
            }
        }
        return report(Optional.ofNullable(proofs.get(Phase.ZERO)).orElseThrow().count(), noDump);
    }

    private Map<Phase, Question> makePhases() {
        Map<Phase, Question> proofs = new HashMap<>();
        for (Phase phase : List.of(Phase.ZERO, Phase.ONE, Phase.TWO)) {
            RestoreReport report = lab.make(phase);
            name = report.lab();
            progress.accept("phase " + phase.name() + ": " + report.route().reason());
            DeviceQuery devices =
                    DeviceQuery.all(Optional.ofNullable(STATUS.get(phase)).orElseThrow());
            proofs.put(phase, new Question(devices, questions.count(devices)));
        }
        return proofs;
    }

    private void measure(Recipes recipes, List<Recipe> dump) throws InterruptedException {
        List<Recipe> all = new ArrayList<>(recipes.inPlace());
        all.addAll(recipes.swaps());
        all.addAll(dump);
        all.add(recipes.api(apiRounds));
        all.add(recipes.template()); // last, so that each round starts with the same files
        try (Stopwatch stopwatch = new Stopwatch(lab.config().netBox(), questions, clientRate)) {
            for (int round = 1; round <= rounds; round++) {
                for (Recipe recipe : all) {
                    if (round <= recipe.rounds()) {
                        measure(recipe, stopwatch, round);
                    }
                }
            }
        }
    }

    private void measure(Recipe recipe, Stopwatch stopwatch, int round) throws InterruptedException {
        lab.goTo(recipe.from());
        recipe.prepare().run();
        lab.database().awaitQuiet();
        Measurement done = stopwatch.measure(recipe);
        recipe.tidyUp().run();
        measured.computeIfAbsent(recipe.name(), way -> new ArrayList<>()).add(done);
        progress.accept(String.format(
                Locale.ROOT,
                "round %d, %s: call %d ms, NetBox right after %d ms, %d of %d requests failed",
                round,
                recipe.name(),
                done.call().toMillis(),
                done.right().toMillis(),
                done.failed(),
                done.requests()));
    }

    private BenchmarkReport report(long devices, Optional<String> noDump) {
        List<Line> lines = measured.entrySet().stream()
                .map(way -> Line.of(way.getKey(), way.getValue()))
                .toList();
        Line template = lines.stream()
                .filter(line -> line.name().equals(Recipes.TEMPLATE))
                .findFirst()
                .orElseThrow();
        Map<String, String> leftOut = new TreeMap<>();
        noDump.ifPresent(reason -> leftOut.put(Recipes.DUMP, reason));
        return new BenchmarkReport(
                name,
                lab.database().version(),
                Runtime.getRuntime().availableProcessors(),
                clientRate,
                devices,
                lines.stream().map(line -> line.comparedWith(template)).toList(),
                leftOut);
    }
}
