package io.github.pocstate.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How to reach Redis, and the queues in it.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param host host name or address
 * @param port port, 1 to 65535
 * @param password password, empty for none
 * @param discoveryQueue list that carries discovery events
 * @param updateQueue list that carries cable inversion events
 * @param timeout how long to wait for one answer
 * @param tls whether it speaks TLS
 * @since 0.1
 */
public record RedisSettings(
        String host,
        int port,
        Optional<Secret> password,
        String discoveryQueue,
        String updateQueue,
        Duration timeout,
        boolean tls) {

    /**
     * The address of Redis.
     *
     * @return such as {@code redis://127.0.0.1:6379} or {@code rediss://[::1]:6379}, without password
     */
    public String address() {
        boolean bareIpv6 = host.contains(":") && !host.startsWith("[");
        return (tls ? "rediss://" : "redis://") + (bareIpv6 ? "[" + host + "]" : host) + ":" + port;
    }
}
