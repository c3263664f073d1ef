package io.github.pocstate.snapshot.postgres.internal.server;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Work on a connection of its own, done in a thread of its own while the caller does something else; thread-safe.
 *
 * @param <T> what comes of it
 */
public final class Aside<T> implements AutoCloseable {

    /** Not the common pool, which has one thread on a machine of two cores. */
    private static final Executor THREADS = work -> {
        Thread thread = new Thread(work, "pocstate-aside");
        thread.setDaemon(true);
        thread.start();
    };

    private final CompletableFuture<T> work;

    /** Begins. */
    public Aside(Calls.Call<T> call) {
        work = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return call.run();
                    } catch (SQLException e) {
                        throw new UncheckedSqlException(e);
                    }
                },
                THREADS);
    }

    /** Waits for its end, and for what came of it. */
    public T get() throws SQLException {
        try {
            return work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedSqlException refused) {
                throw refused.error();
            }
            throw e.getCause() instanceof RuntimeException failed ? failed : e;
        }
    }

    /** Waits for its end; whether it came to something. */
    public boolean succeeded() {
        return work.handle((result, failure) -> failure == null).join();
    }

    /** Waits for its end, so that what it works on can be closed. */
    @Override
    public void close() {
        succeeded();
    }
}
