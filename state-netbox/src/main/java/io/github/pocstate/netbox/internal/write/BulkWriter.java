package io.github.pocstate.netbox.internal.write;

import io.github.pocstate.PocStateException;
import io.github.pocstate.Problem;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.netbox.internal.client.NetBoxRejection;
import io.github.pocstate.netbox.internal.client.NetBoxRejection.ObjectError;
import io.github.pocstate.netbox.internal.client.Parallel;
import io.github.pocstate.netbox.internal.client.RemoteErrors;
import io.github.pocstate.plan.Rejection;
import io.github.pocstate.plan.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes many objects in bulk requests, a few in flight; thread-safe.
 *
 * <p>A bulk request of NetBox is all or nothing. When one fails, the objects that NetBox names (from 4.7 on) are left
 * out and the others sent again; when it names none, the batch is split in halves until the guilty object stands alone.
 * That is safe only for what names an end state. NetBox may fail after it has written (500), so objects that would be made
 * twice are not sent again before the lab was looked at, and then one by one.
 *
 * <p>A refused object costs that object only, however many there are. What refuses a request whatever is in it, ends the
 * step: NetBox says so by its status, and by failing for many single objects without writing any.
 */
public final class BulkWriter {

    private static final Logger log = LoggerFactory.getLogger(BulkWriter.class);

    /** So many single objects fail inside NetBox, and none is written: it is not the objects. */
    private static final int HOPELESS = 25;

    private static final int INSIDE_NETBOX = 500;

    /** The last objects are shared among the lanes, but not in requests smaller than this. */
    private static final int SMALLEST_SHARE = 10;

    private final Parallel parallel;
    private final int mostInFlight;
    private final String url;

    /** Kinds of objects of which a request failed inside NetBox the last time. */
    private final Set<String> suspicious = ConcurrentHashMap.newKeySet();

    public BulkWriter(Parallel parallel, int mostInFlight, String url) {
        this.parallel = parallel;
        this.mostInFlight = mostInFlight;
        this.url = url;
    }

    /** Writes all objects; those NetBox refuses are in the outcome. */
    <T> Step.Outcome write(String kind, Collection<T> objects, Request<T> request, IntConsumer progress) {
        Run<T> run = new Run<>(kind, request, progress, objects);
        List<CompletableFuture<Boolean>> lanes = new ArrayList<>();
        for (int lane = 0; lane < run.pace.mostInFlight(); lane++) {
            lanes.add(parallel.start(run::lane));
        }
        lanes.forEach(lane -> lane.exceptionally(e -> false).join());
        lanes.forEach(Parallel::join);
        return new Step.Outcome(run.written.get(), List.copyOf(run.rejections));
    }

    /** How objects are sent, and how NetBox's errors are matched with them. */
    public interface Request<T> {

        /** Sends one batch. */
        void send(List<T> batch);

        /** Whether an error is about the object at this place of the batch. */
        boolean concerns(ObjectError error, T object, int index);

        /** What a reader calls the object. */
        String subject(T object);

        /** How many requests may be in flight, where NetBox gains nothing from more. */
        default int mostInFlight() {
            return Integer.MAX_VALUE;
        }

        /** Why an object cannot even be sent, when an earlier step failed for it. */
        default Optional<String> obstacle(T object) {
            return Optional.empty();
        }

        /** How many objects the first request carries, before anything is known of their cost. */
        default int firstBatch() {
            return 25;
        }

        /** How many objects a request carries at most, where a refusal must not leave others half written. */
        default int largestBatch() {
            return Integer.MAX_VALUE;
        }

        /** How many objects of NetBox are written with it. */
        default int size(T object) {
            return 1;
        }

        /** Whether sending an object twice is the same as once. */
        default boolean repeatable() {
            return true;
        }

        /** Puts an object that was refused midway back as it was. */
        default void undo(T object) {}

        /** Notes that an object was not written, for the steps that build on it. */
        default void refused(T object) {}
    }

    private final class Run<T> {

        private final String kind;
        private final Request<T> request;
        private final IntConsumer progress;
        private final Pace pace;
        private final Deque<T> pending;
        private final AtomicInteger written = new AtomicInteger();
        private final AtomicInteger failedInside = new AtomicInteger();
        private final Collection<Rejection> rejections = new ConcurrentLinkedQueue<>();
        private final boolean oneByOne;
        private boolean stopped;

        Run(String kind, Request<T> request, IntConsumer progress, Collection<T> objects) {
            this.kind = kind;
            this.request = request;
            this.progress = progress;
            this.oneByOne = suspicious.remove(kind);
            this.pending = new ArrayDeque<>(objects.size() + 1);
            this.pace = new Pace(Math.min(mostInFlight, request.mostInFlight()), request.firstBatch());
            objects.forEach(object ->
                    request.obstacle(object).ifPresentOrElse(why -> reject(object, why), () -> pending.add(object)));
        }

        private boolean lane() {
            try {
                for (List<T> batch = next(); !batch.isEmpty(); batch = next()) {
                    sendAll(batch);
                }
                return true;
            } catch (RuntimeException e) {
                stop();
                throw e;
            }
        }

        private synchronized List<T> next() {
            int fairShare = (pending.size() + pace.mostInFlight() - 1) / pace.mostInFlight();
            int wanted = oneByOne
                    ? 1
                    : Math.min(request.largestBatch(), Math.min(pace.batchSize(), Math.max(SMALLEST_SHARE, fairShare)));
            int size = stopped ? 0 : Math.min(wanted, pending.size());
            List<T> batch = new ArrayList<>(size);
            while (batch.size() < size) {
                batch.add(pending.removeFirst());
            }
            return batch;
        }

        private synchronized void stop() {
            stopped = true;
        }

        private synchronized boolean isStopped() {
            return stopped;
        }

        /** Both halves of a refused batch come before the quarters: what is free of guilty objects is written soon. */
        private void sendAll(List<T> batch) {
            Deque<List<T>> parts = new ArrayDeque<>(List.of(batch));
            while (!parts.isEmpty() && !isStopped()) {
                parts.addAll(send(parts.removeFirst()));
            }
        }

        /** Sends a batch; answers which parts of it are to be sent again. */
        private List<List<T>> send(List<T> batch) {
            try {
                sendPaced(batch);
                int objects = batch.stream().mapToInt(request::size).sum();
                written.addAndGet(objects);
                progress.accept(objects);
                return List.of();
            } catch (NetBoxRejection rejection) {
                if (rejection.concernsWholeRequest() && rejection.errors().isEmpty()) {
                    throw RemoteErrors.refused(rejection, url);
                }
                if (rejection.status() >= INSIDE_NETBOX && batch.size() > 1 && !request.repeatable()) {
                    suspicious.add(kind);
                    throw RemoteErrors.maybeWritten(rejection, url);
                }
                return narrow(batch, rejection);
            }
        }

        private void sendPaced(List<T> batch) {
            try {
                pace.enter();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UnreachableException(
                        new Problem("The restore was interrupted.", url, "restore again, it finishes the job"), e);
            }
            long start = System.nanoTime();
            try {
                request.send(batch);
                pace.answered(batch.size(), Duration.ofNanos(System.nanoTime() - start));
            } finally {
                pace.leave();
            }
        }

        private List<List<T>> narrow(List<T> batch, NetBoxRejection rejection) {
            if (batch.size() == 1) {
                T object = batch.get(0);
                reject(
                        object,
                        rejection.errors().stream()
                                .filter(error -> request.concerns(error, object, 0))
                                .findFirst()
                                .map(ObjectError::message)
                                .orElse(rejection.detail()));
                requireHope(rejection);
                return List.of();
            }
            List<T> innocent = new ArrayList<>();
            for (int i = 0; i < batch.size(); i++) {
                T object = batch.get(i);
                int index = i;
                rejection.errors().stream()
                        .filter(error -> request.concerns(error, object, index))
                        .findFirst()
                        .ifPresentOrElse(error -> reject(object, error.message()), () -> innocent.add(object));
            }
            if (innocent.size() < batch.size()) {
                return innocent.isEmpty() ? List.of() : List.of(innocent);
            }
            int half = batch.size() / 2;
            return List.of(batch.subList(0, half), batch.subList(half, batch.size()));
        }

        private void requireHope(NetBoxRejection rejection) {
            if (rejection.status() >= INSIDE_NETBOX
                    && failedInside.incrementAndGet() >= HOPELESS
                    && written.get() == 0) {
                throw RemoteErrors.refused(rejection, url);
            }
        }

        private void reject(T object, String message) {
            rejections.add(new Rejection(kind, request.subject(object), message));
            request.refused(object);
            try {
                request.undo(object);
            } catch (NetBoxRejection | PocStateException e) {
                log.warn("[{}] {} {} stays half written: {}", url, kind, request.subject(object), e.getMessage());
            }
        }
    }
}
