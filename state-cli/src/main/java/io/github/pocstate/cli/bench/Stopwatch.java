package io.github.pocstate.cli.bench;

import io.github.pocstate.cli.bench.Recipe.Done;
import io.github.pocstate.cli.bench.Recipe.Question;
import io.github.pocstate.config.NetBoxSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Measures restores, one at a time, while one client reads NetBox, if it is to, and another asks when it answers rightly.
 */
final class Stopwatch implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;

    private final ExecutorService asking = Executors.newSingleThreadExecutor();
    private final NetBoxSettings netBox;
    private final NetBoxQuestions questions;
    private final int clientRate;

    Stopwatch(NetBoxSettings netBox, NetBoxQuestions questions, int clientRate) {
        this.netBox = netBox;
        this.questions = questions;
        this.clientRate = clientRate;
    }

    /** Measures one restore; the lab must be where the recipe starts. */
    Measurement measure(Recipe recipe) throws InterruptedException {
        Question question = recipe.question();
        await(asking.submit(() -> questions.untilRight(question.devices(), count -> count != question.count())));
        ReadingClient client = new ReadingClient(netBox, clientRate);
        try (client) {
            client.begin();
            long asked = System.nanoTime();
            Optional<Future<Long>> meanwhile =
                    recipe.askedMeanwhile() ? Optional.of(askUntilRight(question)) : Optional.empty();
            Done done = restore(recipe, meanwhile);
            long returned = System.nanoTime();
            long answers = await(meanwhile.orElseGet(() -> askUntilRight(question)));
            client.close();
            return new Measurement(
                    Duration.ofNanos(returned - asked),
                    done.database(),
                    Duration.ofNanos(answers - asked),
                    done.rows(),
                    client.answered(),
                    client.failures().size());
        }
    }

    private Future<Long> askUntilRight(Question question) {
        return asking.submit(() -> questions.untilRight(question.devices(), count -> count == question.count()));
    }

    private static Done restore(Recipe recipe, Optional<Future<Long>> meanwhile) {
        try {
            return recipe.restore().get();
        } catch (RuntimeException e) {
            meanwhile.ifPresent(right -> right.cancel(true));
            throw e;
        }
    }

    private long await(Future<Long> answer) throws InterruptedException {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            throw new IllegalStateException(
                    "NetBox at " + netBox.url() + " did not answer rightly within " + PATIENCE_SECONDS + " s", e);
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
