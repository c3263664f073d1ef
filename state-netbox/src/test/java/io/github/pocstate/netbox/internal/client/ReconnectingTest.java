package io.github.pocstate.netbox.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.config.NetBoxSettings;
import io.github.pocstate.config.NetBoxSettings.CableWrites;
import io.github.pocstate.config.Secret;
import io.github.pocstate.netbox.internal.FakeNetBox;
import io.github.pocstate.spi.DatabaseGuide.Reconnection;
import io.github.pocstate.testkit.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An HTTP server that answers so many requests with an error, as NetBox does for each connection that was ended. */
class ReconnectingTest {

    private static final int ALWAYS = Integer.MAX_VALUE;

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger errors = new AtomicInteger();
    private final long startNanos = System.nanoTime();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private int otherwise = 200;
    private Duration standstill = Duration.ZERO;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/status/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(isDue() && errors.getAndDecrement() > 0 ? 500 : otherwise, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void withoutAnEndedSessionNothingIsSent() {
        Reconnection reconnection = reconnect(0, true);
        assertThat(reconnection.requests()).isZero();
        assertThat(requests).hasValue(0);
    }

    @Test
    void itEndsWhenEachSessionFailedOnceAndABurstWasClean() {
        errors.set(6);
        Reconnection reconnection = reconnect(6, false);
        assertThat(reconnection.failed()).isEqualTo(6);
        assertThat(reconnection.requests()).isEqualTo(24).isEqualTo(requests.get());
    }

    @Test
    void itEndsAfterSomeCleanBurstsWhenAllSessionsAreBack() {
        errors.set(2);
        Reconnection reconnection = reconnect(4, true);
        assertThat(reconnection.failed()).isEqualTo(2);
        assertThat(reconnection.requests()).isEqualTo(8 + 3 * 8);
    }

    @Test
    void itEndsAfterThreeCleanSecondsWhenSomeNeverComeBack() {
        errors.set(1);
        Reconnection reconnection = reconnect(3, false);
        assertThat(reconnection.failed()).isEqualTo(1);
        assertThat(reconnection.duration()).isGreaterThan(Duration.ofSeconds(3));
        assertThat(reconnection.requests()).isEqualTo(requests.get()).isBetween(6 + 3 * 6, 6 + 16 * 6);
    }

    @Test
    void aWorkerThatStandsStillWhileTheOthersAnswerIsWaitedFor() {
        standstill = Duration.ofSeconds(2);
        errors.set(3);
        assertThat(reconnect(3, false).failed()).isEqualTo(3);
    }

    @Test
    void aRefusalIsAnAnswer() {
        otherwise = 403;
        assertThat(reconnect(2, true).failed()).isZero();
    }

    @Test
    void manySessionsAreAskedForInBurstsOfThirtyTwo() {
        assertThat(reconnect(100, true).requests()).isEqualTo(3 * 32);
    }

    @Test
    void anApplicationThatKeepsFailingIsUnreachableInTime() {
        errors.set(ALWAYS);
        assertThatExceptionOfType(UnreachableException.class)
                .isThrownBy(() ->
                        Reconnecting.until(impatient(uri()), FakeNetBox.door("http://127.0.0.1:1"), 2, () -> true))
                .withMessageContaining("NetBox did not find back to its database in 1 s: ")
                .withMessageContaining("after 2 of its database sessions were ended");
    }

    @Test
    void anApplicationThatIsNotThereIsUnreachableInTime() {
        URI nowhere = URI.create("http://127.0.0.1:" + FreePort.next());
        assertThatExceptionOfType(UnreachableException.class)
                .isThrownBy(() ->
                        Reconnecting.until(impatient(nowhere), FakeNetBox.door("http://127.0.0.1:1"), 2, () -> true));
    }

    private boolean isDue() {
        return System.nanoTime() - startNanos > standstill.toNanos();
    }

    private Reconnection reconnect(int sessions, boolean allBack) {
        return Reconnecting.until(settings(uri()), FakeNetBox.door("http://127.0.0.1:1"), sessions, () -> allBack);
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static NetBoxSettings settings(URI url) {
        return settings(url, Duration.ofSeconds(30));
    }

    private static NetBoxSettings impatient(URI url) {
        return settings(url, Duration.ofSeconds(1));
    }

    private static NetBoxSettings settings(URI url, Duration timeout) {
        return new NetBoxSettings(url, Secret.of(FakeNetBox.TOKEN), timeout, 4, CableWrites.AUTO);
    }
}
