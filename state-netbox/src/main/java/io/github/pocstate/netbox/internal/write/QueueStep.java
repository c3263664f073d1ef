package io.github.pocstate.netbox.internal.write;

import io.github.pocstate.netbox.internal.compare.QueueDifference;
import io.github.pocstate.netbox.phase.Event;
import io.github.pocstate.netbox.redis.RedisServer;
import io.github.pocstate.plan.Change;
import io.github.pocstate.plan.Step;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Brings a queue to the events it must hold: first what is too much goes, then what is missing comes. */
public final class QueueStep implements Step {

    private final String name;
    private final String queue;
    private final QueueDifference difference;
    private final RedisServer redis;
    private final Runnable beforeWrite;
    private final Clock clock;

    public QueueStep(
            String name,
            String queue,
            QueueDifference difference,
            RedisServer redis,
            Runnable beforeWrite,
            Clock clock) {
        this.beforeWrite = beforeWrite;
        this.name = name;
        this.queue = queue;
        this.difference = difference;
        this.redis = redis;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String kind() {
        return "events";
    }

    @Override
    public List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        difference
                .surplus()
                .forEach(element -> changes.add(
                        new Change(QueueDifference.describe(element), "an event in " + queue, "no such event")));
        difference
                .missing()
                .forEach(event ->
                        changes.add(new Change(QueueDifference.server(event), "no event in " + queue, "one event")));
        return changes;
    }

    @Override
    public Outcome apply(IntConsumer progress) {
        beforeWrite.run();
        if (difference.emptiesQueue()) {
            redis.clear(queue);
        } else if (!difference.surplus().isEmpty()) {
            redis.remove(queue, difference.surplus());
        }
        progress.accept(difference.surplus().size());
        String timestamp = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        List<Event> missing = difference.missing();
        redis.push(
                queue,
                beforeWrite,
                missing.stream()
                        .map(event -> QueueDifference.render(event, timestamp))
                        .toList());
        progress.accept(missing.size());
        return new Outcome(difference.surplus().size() + missing.size(), List.of());
    }
}
