package io.github.pocstate.lab;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a lab has opened: closed in reverse order, once.
 *
 * <p>It may be closed while something is being opened, as at the end of the process: that is closed as soon as it is
 * open. This class is thread-safe.
 */
final class OpenParts implements AutoCloseable {

    /** Something to close. */
    interface Resource extends AutoCloseable {

        @Override
        void close();
    }

    private final Deque<Resource> open = new ArrayDeque<>();
    private int opening;
    private boolean closed;

    /** Opens something and keeps it; {@code closer} tells how to close it. */
    <T> T open(Supplier<T> opener, Consumer<T> closer) {
        begin();
        try {
            T opened = opener.get();
            Resource resource = () -> closer.accept(opened);
            if (!keep(resource)) {
                resource.close();
                throw closedMeanwhile();
            }
            return opened;
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        if (closed) {
            throw closedMeanwhile();
        }
        opening++;
    }

    private synchronized boolean keep(Resource resource) {
        if (!closed) {
            open.push(resource);
        }
        return !closed;
    }

    private synchronized void end() {
        opening--;
        notifyAll();
    }

    private static IllegalStateException closedMeanwhile() {
        return new IllegalStateException("the lab was closed while it started");
    }

    /** Waits for what is being opened and closes all, though the thread be interrupted; a second call does nothing. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted(); // services end in order and in time, or are killed
        try {
            closeAll();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void closeAll() {
        closed = true;
        waitForTheOpening(); // it may still write to the directory that is deleted at the end
        List<RuntimeException> failures = new ArrayList<>();
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        failures.stream()
                .reduce((first, other) -> {
                    first.addSuppressed(other);
                    return first;
                })
                .ifPresent(first -> {
                    throw first;
                });
    }

    private synchronized void waitForTheOpening() {
        try {
            while (opening > 0) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
