package io.github.pocstate.netbox.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pocstate.UnfitLabException;
import io.github.pocstate.netbox.EmbeddedRedis;
import io.github.pocstate.spi.KeptKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.api.RedissonClient;
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

    private static void inRedis(Consumer<RedissonClient> work) {
        redis.translated(client -> {
            work.accept(client);
            return true;
        });
    }
}
