package io.github.pocstate.netbox.internal.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/**
 * Ends the connection of a request whose answer is not there in time, wherever the answer stopped; thread-safe.
 *
 * <p>The time limit of a connection is one of silence: an answer that trickles would never end.
 */
final class Deadline implements ExecChainHandler, AutoCloseable {

    static final String NAME = "deadline";

    private final Duration limit;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "poc-state-deadline");
        thread.setDaemon(true);
        return thread;
    });

    Deadline(Duration limit) {
        this.limit = limit;
    }

    /**
     * A connection that was given back by then is not touched. One that is ended between two steps of the client is missed by
     * the next step, which then throws an {@link IllegalStateException}.
     */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        long start = System.nanoTime();
        timer.schedule(scope.execRuntime::discardEndpoint, limit.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return chain.proceed(request, scope);
        } catch (IllegalStateException e) {
            if (System.nanoTime() - start >= limit.toNanos()) {
                throw new IOException("ended at the deadline", e);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
