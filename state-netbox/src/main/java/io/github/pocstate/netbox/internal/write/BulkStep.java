package io.github.pocstate.netbox.internal.write;

import io.github.pocstate.plan.Change;
import io.github.pocstate.plan.Step;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** A step whose objects are written in bulk requests to NetBox. */
public final class BulkStep<T> implements Step {

    private final String name;
    private final String kind;
    private final List<T> objects;
    private final Function<T, List<Change>> change;
    private final BulkWriter writer;
    private final BulkWriter.Request<T> request;

    public BulkStep(
            String name,
            String kind,
            List<T> objects,
            Function<T, List<Change>> change,
            BulkWriter writer,
            BulkWriter.Request<T> request) {
        this.name = name;
        this.kind = kind;
        this.objects = List.copyOf(objects);
        this.change = change;
        this.writer = writer;
        this.request = request;
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
        return objects.stream().flatMap(object -> change.apply(object).stream()).toList();
    }

    public List<T> objects() {
        return objects;
    }

    @Override
    public Outcome apply(IntConsumer progress) {
        return writer.write(kind, objects, request, progress);
    }
}
