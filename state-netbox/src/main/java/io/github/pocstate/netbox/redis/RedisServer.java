package io.github.pocstate.netbox.redis;

import io.github.pocstate.PocStateException;
import io.github.pocstate.Problem;
import io.github.pocstate.RejectedException;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.config.DatabaseSettings;
import io.github.pocstate.config.HostGuard;
import io.github.pocstate.config.HostGuard.Access;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.RedisSettings;
import io.github.pocstate.config.Secret;
import io.github.pocstate.config.Trust;
import io.github.pocstate.spi.TlsTrouble;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.redisson.Redisson;
import org.redisson.api.RBatch;
import org.redisson.api.RDeque;
import org.redisson.api.RFuture;
import org.redisson.api.RType;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.RedisAuthRequiredException;
import org.redisson.client.RedisException;
import org.redisson.client.RedisOutOfMemoryException;
import org.redisson.client.WriteRedisConnectionException;
import org.redisson.config.Config;
import org.redisson.config.SingleServerConfig;

/**
 * The Redis of the lab; thread-safe.
 *
 * <p>What it may be used for is decided when it connects, by {@link HostGuard#access}: a host on loopback that was not allowed by
 * name is connected to on loopback only, whatever its name resolves to later.
 */
public final class RedisServer implements AutoCloseable {

    private static final int PUSHED_AT_ONCE = 500;

    /** An error of Redis begins with its code, such as {@code ERR}. */
    private static final Pattern ANSWER = Pattern.compile("^[A-Z]{3,} ");

    private static final int DEFAULT_PORT = 6379;
    private static final int GREETING_MILLIS = 3_000;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** A lock whose owner died is free after this; the owner renews it three times as often. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    private final RedissonClient redis;
    private final Target target;
    private final String address;
    private final Names names;
    private final Access access;
    private final TlsTrouble tls;

    /** What the settings of this Redis are called, for the reader of an error. */
    private record Names(String place, String password, String withTls, String withoutTls) {

        static final Names QUEUES =
                new Names("REDIS_HOST, REDIS_PORT", "REDIS_PASSWORD", "REDIS_TLS=true", "set REDIS_TLS=false");
        static final Names CACHE = new Names(
                "NETBOX_CACHE_URL",
                "NETBOX_CACHE_URL",
                "NETBOX_CACHE_URL=rediss://…",
                "write redis:// in NETBOX_CACHE_URL");
    }

    /** Where it is, and who connects. */
    private record Target(
            String scheme, HostGuard guard, int port, int database, Optional<Secret> password, Duration timeout) {

        boolean speaksTls() {
            return scheme.equals("rediss");
        }

        String address() {
            String host = guard.host();
            boolean bareIpv6 = host.contains(":") && !host.startsWith("[");
            return scheme + "://" + (bareIpv6 ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /**
     * Connects to the Redis of the queues.
     *
     * @param config where it is, whether its host may be written to, and whose certificate is believed
     * @return the connection, to be closed by the caller
     * @throws UnreachableException if Redis does not answer
     * @throws RejectedException if Redis refuses the password
     */
    public static RedisServer queues(PocConfig config) {
        RedisSettings settings = config.redis();
        Target target = new Target(
                settings.tls() ? "rediss" : "redis",
                config.guard(settings.host()),
                settings.port(),
                0,
                settings.password(),
                settings.timeout());
        return new RedisServer(target, config.trust(), Names.QUEUES);
    }

    /**
     * Connects to the Redis in which NetBox caches.
     *
     * @param config whether its host may be written to, and whose certificate is believed
     * @param settings where it is: {@code redis://host:port/number} or {@code rediss://host:port/number}
     * @return the connection, to be closed by the caller
     * @throws UnreachableException if Redis does not answer
     * @throws RejectedException if Redis refuses the password
     */
    public static RedisServer cache(PocConfig config, DatabaseSettings settings) {
        URI cache = settings.cache();
        Target target = new Target(
                cache.getScheme(),
                config.guard(cache.getHost()),
                cache.getPort() < 0 ? DEFAULT_PORT : cache.getPort(),
                Integer.parseInt(cache.getPath().substring(1)),
                settings.cachePassword(),
                config.redis().timeout());
        return new RedisServer(target, config.trust(), Names.CACHE);
    }

    private RedisServer(Target target, Trust trust, Names names) {
        this.target = target;
        this.address = target.address();
        this.names = names;
        this.access = target.guard().access();
        this.tls = new TlsTrouble("Redis", address, names.withoutTls(), trust);
        Config config = new Config();
        config.setCodec(BytesAsText.INSTANCE);
        config.setLockWatchdogTimeout(LEASE.toMillis());
        config.setThreads(2);
        config.setNettyThreads(2);
        if (access == Access.LOOPBACK) {
            config.setAddressResolverGroupFactory((datagrams, sockets, servers) -> new LoopbackResolver());
        }
        trust.managers().ifPresent(config::setSslTrustManagerFactory);
        target.password().ifPresent(secret -> config.setPassword(secret.reveal()));
        SingleServerConfig server = config.useSingleServer();
        server.setAddress(address)
                .setDatabase(target.database())
                .setConnectionMinimumIdleSize(1)
                .setConnectionPoolSize(4)
                .setSubscriptionConnectionMinimumIdleSize(0)
                .setSubscriptionConnectionPoolSize(2);
        server.setConnectTimeout((int) Math.min(target.timeout().toMillis(), CONNECT_TIMEOUT.toMillis()))
                .setTimeout((int) Math.min(target.timeout().toMillis(), 10_000))
                .setRetryAttempts(2);
        redis = translated(ignored -> Redisson.create(config));
    }

    /**
     * The place, for a reader.
     *
     * @return such as {@code redis://127.0.0.1:6379}, without the password
     */
    public String address() {
        return address;
    }

    /**
     * Reads a queue. An element that is not UTF-8 keeps its bytes: written again, it is the same.
     *
     * @param queue its name
     * @return the elements, head first
     * @throws UnfitLabException if the name is taken by something that is not a list
     */
    public List<String> read(String queue) {
        return translated(client -> {
            requireList(client, queue);
            return client.<String>getList(queue).readAll();
        });
    }

    /**
     * Counts what is in a queue.
     *
     * @param queue its name
     * @return how many elements, 0 if there is no such key
     * @throws UnfitLabException if the name is taken by something that is not a list
     */
    public int length(String queue) {
        return translated(client -> {
            requireList(client, queue);
            return client.<String>getList(queue).size();
        });
    }

    private void requireList(RedissonClient client, String queue) {
        RType type = client.getKeys().getType(queue);
        if (type != null && type != RType.LIST) {
            throw new UnfitLabException(new Problem(
                    "The queue [" + queue + "] is not a list in Redis, but of type " + type + ".",
                    address,
                    "rename it, or set REDIS_QUEUE and REDIS_UPDATE_QUEUE to the queues of the lab"));
        }
    }

    /**
     * Asks what it is.
     *
     * @return such as {@code Redis 7.2.5}; empty if it does not say
     */
    public Optional<String> version() {
        Map<String, String> server = translated(client -> node(client).info(RedisNode.InfoSection.SERVER));
        return Optional.ofNullable(server.get("valkey_version"))
                .map(version -> "Valkey " + version)
                .or(() -> Optional.ofNullable(server.get("redis_version")).map(version -> "Redis " + version));
    }

    /**
     * Asks for the time.
     *
     * @return its clock, to the second
     */
    public Instant time() {
        return translated(client -> Instant.ofEpochSecond(node(client).time().getSeconds()));
    }

    private static RedisNode node(RedissonClient client) {
        return client.getRedisNodes(RedisNodes.SINGLE).getInstance();
    }

    /**
     * Removes a queue with all that is in it.
     *
     * @param queue its name
     */
    public void clear(String queue) {
        writing(client -> client.getDeque(queue).delete());
    }

    /**
     * Deletes keys, whatever they hold; those that are not there do not matter.
     *
     * @param keys their names
     */
    public void delete(Collection<String> keys) {
        writing(client -> client.getKeys().delete(keys.toArray(String[]::new)));
    }

    /**
     * Removes elements, once for each time they are named.
     *
     * @param queue its name
     * @param elements the elements
     */
    public void remove(String queue, List<String> elements) {
        writing(client -> {
            RBatch batch = client.createBatch();
            List<RFuture<Boolean>> removals =
                    elements.stream().map(batch.getDeque(queue)::removeAsync).toList();
            batch.execute();
            return removals.size();
        });
    }

    /**
     * Pushes elements to the head, the first one first.
     *
     * @param queue its name
     * @param beforeWrite called before each batch; throws when nothing must be written
     * @param elements the elements
     */
    public void push(String queue, Runnable beforeWrite, List<String> elements) {
        for (int from = 0; from < elements.size(); from += PUSHED_AT_ONCE) {
            List<String> some = elements.subList(from, Math.min(elements.size(), from + PUSHED_AT_ONCE));
            beforeWrite.run();
            writing(client -> {
                RDeque<String> deque = client.getDeque(queue);
                return deque.addFirst(some.toArray(String[]::new));
            });
        }
    }

    /**
     * Refuses a host that must not be written to.
     *
     * @throws io.github.pocstate.ConfigurationException if it may only be read; the message says how to allow it
     */
    void requireWritable() {
        target.guard().requireWritable(access);
    }

    /** A connection that was made for writing leads to loopback or to a host that was allowed by name. */
    <T> T writing(Function<RedissonClient, T> call) {
        requireWritable();
        return translated(call);
    }

    <T> T translated(Function<RedissonClient, T> call) {
        try {
            return call.apply(redis);
        } catch (PocStateException e) {
            throw e;
        } catch (RedisException e) {
            throw translate(e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RedisException refusal ? translate(refusal) : e;
        }
    }

    private PocStateException translate(RedisException e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String words = words(root);
        boolean refused = root instanceof RedisAuthRequiredException
                || List.of("WRONGPASS", "NOAUTH", "NOPERM", "READONLY", "AUTH").stream()
                        .anyMatch(words::contains);
        if (refused) {
            return new RejectedException(
                    new Problem(
                            "Redis said no: " + withoutAddress(words),
                            address,
                            "check " + names.password() + " and its rights"),
                    e);
        }
        if (isAnswer(root)) {
            return new RejectedException(
                    new Problem("Redis said no: " + withoutAddress(words), address, "see what Redis objects to"), e);
        }
        boolean nobodyThere = root instanceof ConnectException || root instanceof UnknownHostException;
        Optional<Problem> encryption = nobodyThere ? Optional.empty() : encryption(e);
        if (encryption.isPresent()) {
            return new UnreachableException(encryption.get(), e);
        }
        boolean halfDone = root instanceof WriteRedisConnectionException;
        return new UnreachableException(
                new Problem(
                        halfDone ? "The connection to Redis broke." : "Redis cannot be reached.",
                        address + " (" + root.getClass().getSimpleName() + ")",
                        "check " + names.place() + " and that Redis runs"),
                e);
    }

    /** Redis was reached, and answered with an error. */
    static boolean isAnswer(Throwable root) {
        return root instanceof RedisOutOfMemoryException
                || (root.getClass() == RedisException.class
                        && ANSWER.matcher(String.valueOf(root.getMessage())).find());
    }

    /** Somebody is there who speaks another way, or shows a wrong certificate. */
    private Optional<Problem> encryption(RedisException e) {
        String host = target.guard().host();
        if (!target.speaksTls()) {
            return TlsTrouble.isSpokenAt(host, target.port())
                    ? Optional.of(new Problem("Redis speaks TLS at this port.", address, "set " + names.withTls()))
                    : Optional.empty();
        }
        return isPlainAt(host, target.port()) ? Optional.of(tls.notSpoken()) : tls.in(e);
    }

    /** Redis takes the beginning of TLS for a command that goes on, and keeps silent; to a greeting it answers. */
    private static boolean isPlainAt(String host, int port) {
        try (Socket socket = new Socket(Proxy.NO_PROXY)) {
            socket.connect(new InetSocketAddress(host, port), GREETING_MILLIS);
            socket.setSoTimeout(GREETING_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            int first = socket.getInputStream().read();
            return first == '+' || first == '-';
        } catch (IOException e) {
            return false;
        }
    }

    /** The client leaves out the code of this one error. */
    private static String words(Throwable root) {
        String words = String.valueOf(root.getMessage());
        return root instanceof RedisOutOfMemoryException && !words.startsWith("OOM ") ? "OOM " + words : words;
    }

    private static String withoutAddress(String words) {
        return words.replaceAll("(?s)\\. channel:.*", "")
                .replaceAll("(?s)command: .*", "")
                .strip();
    }

    @Override
    public void close() {
        redis.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
