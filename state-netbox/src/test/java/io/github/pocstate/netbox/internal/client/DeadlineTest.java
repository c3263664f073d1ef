package io.github.pocstate.netbox.internal.client;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.Test;

/** A connection that is ended while the client is between two of its steps. */
class DeadlineTest {

    private static final ClassicHttpRequest REQUEST = new BasicClassicHttpRequest("GET", "/");
    private static final String MISSED = "Endpoint not acquired / already released";

    private final CountDownLatch ended = new CountDownLatch(1);

    private ExecChain.Scope scope() {
        ExecRuntime runtime = (ExecRuntime) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ExecRuntime.class}, (proxy, method, arguments) -> {
                    ended.countDown();
                    return null;
                });
        return new ExecChain.Scope(
                "1", new HttpRoute(new HttpHost("127.0.0.1", 80)), REQUEST, runtime, HttpClientContext.create());
    }

    @Test
    void aConnectionThatWasEndedInTimeAndThenMissedIsABrokenOne() {
        try (Deadline deadline = new Deadline(Duration.ofMillis(1))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> deadline.execute(REQUEST, scope(), (request, scope) -> {
                        awaitTheEnd();
                        throw new IllegalStateException(MISSED);
                    }))
                    .withMessage("ended at the deadline");
        }
    }

    @Test
    void whatGoesWrongBeforeStaysWhatItIs() {
        try (Deadline deadline = new Deadline(Duration.ofHours(1))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> deadline.execute(REQUEST, scope(), (request, scope) -> {
                        throw new IllegalStateException(MISSED);
                    }))
                    .withMessage(MISSED);
        }
    }

    private void awaitTheEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
