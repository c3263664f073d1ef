package io.github.pocstate.netbox.internal.write;

import io.github.pocstate.netbox.internal.compare.QueueDifference;
import io.github.pocstate.netbox.internal.compare.QueueDifference.ServerEvent;
import io.github.pocstate.netbox.internal.write.Workspace.Part;
import io.github.pocstate.netbox.redis.RedisServer;
import io.github.pocstate.plan.Change;
import io.github.pocstate.plan.Rejection;
import io.github.pocstate.plan.Step;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Brings a queue to the events it must hold: first what is too much goes, then what is missing comes. A server whose
 * state was refused gets no event.
 */
public final class QueueStep implements Step {

    private final String name;
    private final String queue;
    private final QueueDifference difference;
    private final Workspace workspace;
    private final RedisServer redis;
    private final Runnable beforeWrite;
    private final Clock clock;

    public QueueStep(
            String name,
            String queue,
            QueueDifference difference,
            Workspace workspace,
            RedisServer redis,
            Runnable beforeWrite,
            Clock clock) {
        this.beforeWrite = beforeWrite;
        this.name = name;
        this.queue = queue;
        this.difference = difference;
        this.workspace = workspace;
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
                .forEach(event -> changes.add(new Change(subject(event), "no event in " + queue, "one event")));
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
        List<String> elements = new ArrayList<>();
        List<Rejection> rejections = new ArrayList<>();
        difference
                .missing()
                .forEach(event -> workspace
                        .obstacle(event.deviceId(), Part.values())
                        .ifPresentOrElse(
                                why -> rejections.add(new Rejection(kind(), subject(event), why)),
                                () -> elements.add(QueueDifference.render(event.event(), timestamp))));
        redis.push(queue, beforeWrite, elements);
        progress.accept(elements.size());
        return new Outcome(difference.surplus().size() + elements.size(), rejections);
    }

    private static String subject(ServerEvent event) {
        return QueueDifference.server(event.event());
    }
}
