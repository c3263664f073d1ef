package io.github.pocstate.netbox.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.netbox.EmbeddedRedis;
import io.github.pocstate.spi.KeptKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.api.RedissonClient;

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
