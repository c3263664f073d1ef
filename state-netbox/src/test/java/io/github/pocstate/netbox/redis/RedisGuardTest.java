package io.github.pocstate.netbox.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.netbox.EmbeddedRedis;
import io.netty.channel.DefaultEventLoop;
import io.netty.resolver.AddressResolver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** A Redis that must not be written to, and one whose name leads elsewhere by now. */
@Isolated("it changes the proxies of the JVM")
class RedisGuardTest {

    @RegisterExtension
    static final EmbeddedRedis REDIS = new EmbeddedRedis();

    private final DefaultEventLoop loop = new DefaultEventLoop();

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private InetSocketAddress resolve(String host) throws Throwable {
        try (LoopbackResolver group = new LoopbackResolver()) {
            AddressResolver<InetSocketAddress> resolver = group.getResolver(loop);
            var found = resolver.resolve(InetSocketAddress.createUnresolved(host, 6379))
                    .await();
            if (!found.isSuccess()) {
                throw found.cause();
            }
            return found.getNow();
        }
    }

    @Test
    void aNameOnLoopbackIsFound() throws Throwable {
        assertThat(resolve("localhost").getAddress().isLoopbackAddress()).isTrue();
    }

    @Test
    void aNameThatLeadsElsewhereIsNotConnectedTo() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> resolve("192.0.2.1"))
                .withMessageContaining("now leads to 192.0.2.1");
    }

    /** A SOCKS proxy of the JVM makes loopback something that may lead anywhere. */
    private static RedisServer readOnly() {
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(new Socks());
        try {
            return REDIS.connect();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    private static final class Socks extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            return List.of(new Proxy(Proxy.Type.SOCKS, InetSocketAddress.createUnresolved("proxy.invalid", 1080)));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // nobody connects
        }
    }

    @Test
    void whatMayOnlyBeReadTakesNoWriteOfAnyKind() {
        try (RedisServer redis = readOnly()) {
            RedisLock lock = new RedisLock(redis, Duration.ZERO, Clock.systemUTC());
            RedisKeys keys = new RedisKeys(redis, Set.of("queue"), () -> {});
            List<Runnable> writes = List.of(
                    () -> redis.clear("queue"),
                    () -> redis.delete(List.of("queue")),
                    () -> redis.remove("queue", List.of("x")),
                    () -> redis.push("queue", () -> {}, List.of("x")),
                    () -> keys.write(List.of()),
                    () -> lock.acquire("a test"),
                    lock::breakHold);

            for (Runnable write : writes) {
                assertThatExceptionOfType(ConfigurationException.class)
                        .isThrownBy(write::run)
                        .withMessageStartingWith("The host [127.0.0.1] may not be written to; nothing was written.");
            }
            assertThat(redis.read("queue")).isEmpty();
            assertThat(keys.read()).isEmpty();
            assertThat(lock.status().held()).isFalse();
        }
    }
}
