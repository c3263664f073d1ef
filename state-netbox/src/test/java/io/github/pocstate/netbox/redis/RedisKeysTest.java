package io.github.pocstate.netbox.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pocstate.PocStateException;
import io.github.pocstate.Problem;
import io.github.pocstate.RejectedException;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.netbox.EmbeddedRedis;
import io.github.pocstate.spi.KeptKey;
import io.github.pocstate.testkit.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.codec.ByteArrayCodec;

class RedisKeysTest {

    @RegisterExtension
    static final EmbeddedRedis REDIS = new EmbeddedRedis();

    private static RedisServer redis;

    private final RedisKeys keys = new RedisKeys(redis, Set.of("queue", "other"), () -> {});

    @BeforeAll
    static void connect() {
        redis = REDIS.connect();
    }

    @AfterAll
    static void disconnect() {
        redis.close();
    }

    @BeforeEach
    void empty() {
        inRedis(client -> client.getKeys().flushdb());
    }

    @Test
    void keysThatAreNotThereAreNotRead() {
        assertThat(keys.read()).isEmpty();
        assertThat(keys.names()).containsExactlyInAnyOrder("queue", "other");
    }

    @Test
    void aLongListComesBackInItsOrder() {
        List<String> elements =
                IntStream.range(0, 1201).mapToObj(i -> "event " + i).toList();
        redis.push("queue", () -> {}, elements);
        List<KeptKey> before = keys.read();
        redis.clear("queue");

        keys.write(before);

        assertThat(redis.read("queue")).hasSize(1201).first().isEqualTo("event 1200");
        assertThat(keys.read()).isEqualTo(before);
    }

    @Test
    void otherTypesComeBack() {
        inRedis(client -> client.<String, String>getMap("other").putAll(Map.of("a", "1", "b", "2")));
        List<KeptKey> before = keys.read();
        inRedis(client -> client.getBucket("other").set("something else"));

        keys.write(before);

        inRedis(client ->
                assertThat(client.<String, String>getMap("other").readAllMap()).isEqualTo(Map.of("a", "1", "b", "2")));
        assertThat(keys.read()).singleElement().matches(before.get(0)::isSameAs);
    }

    @Test
    void bytesThatAreNoTextComeBack() {
        byte[] pickled = {
            (byte) 0x80,
            0x04,
            (byte) 0xe9,
            'a',
            (byte) 0xc3,
            (byte) 0xa9,
            (byte) 0xed,
            (byte) 0xa0,
            (byte) 0x80,
            (byte) 0xf0,
            (byte) 0x9f
        };
        inRedis(client -> client.getList("queue", ByteArrayCodec.INSTANCE).add(pickled));
        List<KeptKey> before = keys.read();
        redis.clear("queue");

        keys.write(before);

        inRedis(client -> assertThat(
                        client.<byte[]>getList("queue", ByteArrayCodec.INSTANCE).readAll())
                .containsExactly(pickled));
        assertThat(keys.read()).isEqualTo(before);
    }

    @Test
    void whatRedisDoesNotTakeLeavesEveryKeyAsItIs() {
        redis.push("queue", () -> {}, List.of("event"));
        inRedis(client -> client.getBucket("other").set("live"));
        String broken = Base64.getEncoder().encodeToString(new byte[] {0, 1, 'x', 99, 0, 1, 2, 3, 4, 5, 6, 7, 8});

        assertThatExceptionOfType(UnfitLabException.class)
                .isThrownBy(() ->
                        keys.write(List.of(new KeptKey("other", Optional.empty(), List.of(), Optional.of(broken)))))
                .withMessage("""
                        This Redis does not take the values that were kept of [other]; no key was changed.
                          where: %s
                          do:    put them back into a Redis of the version that they were kept from, or a newer one""", redis.address());

        assertThat(redis.read("queue")).containsExactly("event");
        inRedis(client -> {
            assertThat(client.<String>getBucket("other").get()).isEqualTo("live");
            assertThat(client.getKeys().count()).isEqualTo(2);
        });
    }

    @Test
    void aListThatDoesNotFitIntoRedisLeavesEveryKeyAsItIs() {
        redis.push("queue", () -> {}, List.of("event"));
        inRedis(client -> client.getBucket("other").set("live", Duration.ofMinutes(10)));
        List<KeptKey> before = keys.read();
        List<KeptKey> wanted = List.of(longList());
        limitMemory(server -> server.info(RedisNode.InfoSection.MEMORY), 1 << 20);
        try {
            assertThatExceptionOfType(RejectedException.class)
                    .isThrownBy(() -> keys.write(wanted))
                    .satisfies(e -> assertThat(e.problem().what())
                            .isEqualTo("Redis said no: OOM command not allowed when used memory > 'maxmemory'."));
        } finally {
            limitMemory(server -> Map.of("used_memory", "0"), 0);
        }

        assertThat(keys.read()).hasSize(2).allMatch(key -> before.stream().anyMatch(key::isSameAs));
        inRedis(client -> assertThat(client.getKeys().count()).isEqualTo(2));
    }

    @Test
    void aFullRedisStillPutsInPlaceWhatItHasTaken() {
        List<KeptKey> wanted = List.of(new KeptKey("queue", Optional.empty(), List.of("event"), Optional.empty()));
        redis.push("queue", () -> {}, List.of("newer"));
        RedisKeys filled = new RedisKeys(redis, Set.of("queue"), new Runnable() {
            private int calls;

            @Override
            public void run() {
                if (++calls == 2) {
                    limitMemory(server -> Map.of("used_memory", "0"), 1);
                }
            }
        });
        try {
            filled.write(wanted);
        } finally {
            limitMemory(server -> Map.of("used_memory", "0"), 0);
        }

        assertThat(keys.read()).isEqualTo(wanted);
    }

    @Test
    void aConnectionThatIsLostInTheMiddleLeavesEveryKeyAsItIs() throws Exception {
        List<KeptKey> wanted = List.of(longList());
        int port = FreePort.next();
        redis.push("queue", () -> {}, List.of("event"));
        List<KeptKey> before = keys.read();
        try (Cut proxy = new Cut(port, REDIS.port(), 800_000, Integer.MAX_VALUE);
                RedisServer behind = EmbeddedRedis.connect(port, Optional.empty())) {
            RedisKeys far = new RedisKeys(behind, keys.names(), () -> {});

            assertThatExceptionOfType(UnreachableException.class).isThrownBy(() -> far.write(wanted));
        }

        assertThat(keys.read()).isEqualTo(before);
        assertThat(expiring()).isEqualTo(keysBut("queue"));
    }

    @Test
    void aConnectionThatBreaksOnceLeavesTheOldKeysOrTheNewOnes() throws Exception {
        List<KeptKey> wanted = List.of(longList());
        int port = FreePort.next();
        redis.push("queue", () -> {}, List.of("event"));
        List<KeptKey> before = keys.read();
        Optional<Exception> failure = Optional.empty();
        try (Cut proxy = new Cut(port, REDIS.port(), 800_000, 1);
                RedisServer behind = EmbeddedRedis.connect(port, Optional.empty())) {
            try {
                new RedisKeys(behind, keys.names(), () -> {}).write(wanted);
            } catch (UnreachableException e) {
                failure = Optional.of(e);
            }
        }

        assertThat(keys.read()).isEqualTo(failure.isPresent() ? before : wanted);
    }

    @Test
    void connectionsThatAreKilledLeaveTheOldKeysOrTheNewOnes() throws Exception {
        List<KeptKey> wanted = List.of(longList());
        for (int round = 0; round < 2; round++) {
            redis.clear("queue");
            redis.push("queue", () -> {}, List.of("event"));
            List<KeptKey> before = keys.read();
            boolean written = true;
            try (RedisServer victim = REDIS.connect();
                    Killer killer = new Killer(REDIS.port(), 20L * (round + 1))) {
                new RedisKeys(victim, keys.names(), () -> {}).write(wanted);
            } catch (PocStateException e) {
                assertThat(e).isInstanceOf(UnreachableException.class);
                written = false;
            }
            assertThat(keys.read()).isIn(written ? List.of(wanted) : List.of(before, wanted));
        }
    }

    @Test
    void valuesThatRedisDroppedAreNotPutInPlace() {
        redis.push("queue", () -> {}, List.of("event"));
        List<KeptKey> before = keys.read();
        RedisKeys evicted = new RedisKeys(
                redis, Set.of("queue"), () -> inRedis(client -> client.getKeys().deleteByPattern("*:poc-state:*")));

        assertThatExceptionOfType(UnfitLabException.class)
                .isThrownBy(() -> evicted.write(List.of(longList())))
                .withMessageStartingWith("Redis dropped the values that were to be put back; no key was changed.");

        assertThat(keys.read()).isEqualTo(before);
    }

    @Test
    void aLabThatIsLostWhileValuesAreStagedIsNotWrittenTo() {
        redis.push("queue", () -> {}, List.of("event"));
        List<KeptKey> before = keys.read();
        UnfitLabException lost = new UnfitLabException(new Problem("Lost.", "here", "none"));
        RedisKeys ours = new RedisKeys(
                redis,
                Set.of("queue"),
                () -> inRedis(client -> {
                    if (client.getKeys().count() > 1) {
                        throw lost;
                    }
                }));

        assertThatExceptionOfType(UnfitLabException.class)
                .isThrownBy(() -> ours.write(List.of(longList())))
                .isSameAs(lost);

        assertThat(keys.read()).isEqualTo(before);
        inRedis(client -> assertThat(client.getKeys().count()).isEqualTo(1));
    }

    @Test
    void aListTakesThePlaceOfAnotherTypeAndTheOtherWayRound() {
        inRedis(client -> client.getBucket("queue").set("text"));
        redis.push("other", () -> {}, List.of("event"));
        List<KeptKey> before = keys.read();
        inRedis(client -> client.getKeys().flushdb());
        redis.push("queue", () -> {}, List.of("event"));
        inRedis(client -> client.getBucket("other").set("text"));

        keys.write(before);

        assertThat(redis.read("other")).containsExactly("event");
        inRedis(client -> {
            assertThat(client.<String>getBucket("queue").get()).isEqualTo("text");
            assertThat(client.getBucket("queue").remainTimeToLive()).isEqualTo(-1);
            assertThat(client.getKeys().count()).isEqualTo(2);
        });
    }

    @Test
    void aTimeToLiveOfAnotherTypeComesBack() {
        inRedis(client -> client.getBucket("other").set("text", Duration.ofMinutes(10)));
        List<KeptKey> before = keys.read();

        keys.write(before);

        inRedis(client ->
                assertThat(client.getBucket("other").remainTimeToLive()).isBetween(500_000L, 600_000L));
    }

    @Test
    void aTimeToLiveComesBack() {
        redis.push("queue", () -> {}, List.of("event"));
        inRedis(client -> client.getList("queue").expire(Duration.ofMinutes(10)));
        List<KeptKey> before = keys.read();
        redis.clear("queue");

        keys.write(before);

        inRedis(client -> assertThat(client.getList("queue").remainTimeToLive()).isBetween(500_000L, 600_000L));
        assertThat(keys.read()).singleElement().matches(before.get(0)::isSameAs);
    }

    @Test
    void whatWasNotThereIsGoneAfterwards() {
        redis.push("queue", () -> {}, List.of("event"));

        keys.write(List.of());

        assertThat(keys.read()).isEmpty();
    }

    @Test
    void otherKeysAreLeftAlone() {
        redis.push("foreign", () -> {}, List.of("event"));

        keys.write(List.of());

        assertThat(redis.read("foreign")).containsExactly("event");
    }

    private static KeptKey longList() {
        List<String> elements = IntStream.range(0, 40_000)
                .mapToObj(i -> "an element that needs some memory, number " + i)
                .toList();
        return new KeptKey("queue", Optional.empty(), elements, Optional.empty());
    }

    private static void limitMemory(Function<RedisNode, Map<String, String>> used, long more) {
        inRedis(client -> {
            RedisNode server = client.getRedisNodes(RedisNodes.SINGLE).getInstance();
            long limit = Long.parseLong(used.apply(server).get("used_memory")) + more;
            server.setConfig("maxmemory", String.valueOf(limit));
        });
    }

    private static List<String> keysBut(String name) {
        return redis.translated(client -> client.getKeys()
                .getKeysStream()
                .filter(key -> !key.equals(name))
                .toList());
    }

    private static List<String> expiring() {
        return redis.translated(client -> client.getKeys()
                .getKeysStream()
                .filter(key -> client.getBucket(key).remainTimeToLive() > 0)
                .toList());
    }

    /** Leads to Redis, until so many bytes were sent; cuts all connections then, and for a number of times each later one. */
    private static final class Cut implements AutoCloseable {

        private final ServerSocket door;
        private final int port;
        private final AtomicLong left;
        private final AtomicInteger cuts;
        private final Set<Socket> open = ConcurrentHashMap.newKeySet();

        Cut(int port, int redis, long bytes, int times) throws IOException {
            this.door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            this.port = redis;
            this.left = new AtomicLong(bytes);
            this.cuts = new AtomicInteger(times);
            daemon(this::accept);
        }

        private void accept() throws IOException {
            while (true) {
                Socket near = door.accept();
                if (left.get() <= 0 && cuts.get() > 0) {
                    near.close();
                    continue;
                }
                Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
                open.addAll(List.of(near, far));
                daemon(() -> far.getInputStream().transferTo(near.getOutputStream()));
                daemon(() -> relay(near, far));
            }
        }

        private void relay(Socket near, Socket far) throws IOException {
            byte[] some = new byte[4096];
            for (int n = near.getInputStream().read(some);
                    n > 0;
                    n = near.getInputStream().read(some)) {
                if (left.addAndGet(-n) <= 0 && cuts.getAndDecrement() > 0) {
                    close(open);
                    return;
                }
                far.getOutputStream().write(some, 0, n);
            }
        }

        private static void close(Set<Socket> sockets) throws IOException {
            for (Socket socket : sockets) {
                socket.close();
            }
            sockets.clear();
        }

        @Override
        public void close() throws IOException {
            door.close();
            close(open);
        }
    }

    /** Kills every other connection to Redis, again and again. */
    private static final class Killer implements AutoCloseable {

        private final Socket socket;

        Killer(int redis, long pause) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), redis);
            daemon(() -> {
                while (true) {
                    Thread.sleep(pause);
                    socket.getOutputStream().write("CLIENT KILL TYPE normal\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.getInputStream().read(new byte[64]);
                }
            });
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Ends with the first failure, such as a closed socket. */
    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void inRedis(Consumer<RedissonClient> work) {
        redis.translated(client -> {
            work.accept(client);
            return true;
        });
    }
}
