package io.github.pocstate.netbox.internal.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs requests at the same time; thread-safe. */
public final class Parallel implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "poc-state-netbox");
        thread.setDaemon(true);
        return thread;
    });

    /** Starts work in another thread. */
    public <T> CompletableFuture<T> start(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, threads);
    }

    /** Goes on in another thread when earlier work is done. */
    public <T, R> CompletableFuture<R> then(CompletableFuture<T> earlier, Function<T, R> work) {
        return earlier.thenApplyAsync(work, threads);
    }

    /** Waits for work and throws what it threw. */
    public static <T> T join(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
