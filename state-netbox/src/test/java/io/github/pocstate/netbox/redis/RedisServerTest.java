package io.github.pocstate.netbox.redis;

import static io.github.pocstate.netbox.EmbeddedRedis.DISCOVERY_QUEUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pocstate.RejectedException;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.config.Secret;
import io.github.pocstate.netbox.EmbeddedRedis;
import io.github.pocstate.testkit.FreePort;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.client.codec.ByteArrayCodec;

class RedisServerTest {
    @RegisterExtension
    static final EmbeddedRedis REDIS = new EmbeddedRedis();

    @RegisterExtension
    static final EmbeddedRedis LOCKED = new EmbeddedRedis(Optional.of("opensesame"));

    private static RedisServer redis;

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
        redis.translated(client -> {
            client.getKeys().flushdb();
            return true;
        });
    }

    private static String pop() {
        return redis.translated(
                client -> client.<String>getDeque(DISCOVERY_QUEUE).pollLast());
    }

    @Nested
    class AQueue {
        @Test
        void thatDoesNotExistIsEmpty() {
            assertThat(redis.read(DISCOVERY_QUEUE)).isEmpty();
        }

        @Test
        void givesWhatWasPushedFirstFirst() {
            redis.push(DISCOVERY_QUEUE, () -> {}, List.of("first", "second", "third"));

            assertThat(redis.read(DISCOVERY_QUEUE)).containsExactly("third", "second", "first");
            assertThat(pop()).isEqualTo("first");
            assertThat(pop()).isEqualTo("second");
        }

        @Test
        void keepsTheOrderOfManyElements() {
            List<String> many =
                    IntStream.range(0, 1_203).mapToObj(String::valueOf).toList();

            redis.push(DISCOVERY_QUEUE, () -> {}, many);

            assertThat(redis.read(DISCOVERY_QUEUE))
                    .hasSize(1_203)
                    .startsWith("1202")
                    .endsWith("0");
        }

        @Test
        void keepsTextAsItIs() {
            redis.push(DISCOVERY_QUEUE, () -> {}, List.of("{\"a\":\"größe 🚀\"}", "", "\n"));

            assertThat(redis.read(DISCOVERY_QUEUE)).containsExactly("\n", "", "{\"a\":\"größe 🚀\"}");
        }

        @Test
        void losesAnElementThatIsNoText() {
            byte[] bytes = {(byte) 0x80, 0x04, (byte) 0xe9};
            byte[] other = {(byte) 0x81, 0x04, (byte) 0xe9};
            redis.translated(client ->
                    client.getList(DISCOVERY_QUEUE, ByteArrayCodec.INSTANCE).addAll(List.of(bytes, other)));
            List<String> elements = redis.read(DISCOVERY_QUEUE);

            redis.remove(DISCOVERY_QUEUE, elements.subList(0, 1));

            assertThat(redis.read(DISCOVERY_QUEUE)).isEqualTo(elements.subList(1, 2));
            assertThat(elements.get(0)).isNotEqualTo(elements.get(1));
        }

        @Test
        void losesAnElementOnceForEachTimeItIsNamed() {
            redis.push(DISCOVERY_QUEUE, () -> {}, List.of("a", "b", "a", "a", "c"));

            redis.remove(DISCOVERY_QUEUE, List.of("a", "a", "c", "never there"));

            assertThat(redis.read(DISCOVERY_QUEUE)).containsExactlyInAnyOrder("a", "b");
        }

        @Test
        void isGoneWhenCleared() {
            redis.push(DISCOVERY_QUEUE, () -> {}, List.of("a", "b"));

            redis.clear(DISCOVERY_QUEUE);
            redis.clear(DISCOVERY_QUEUE);

            assertThat(redis.read(DISCOVERY_QUEUE)).isEmpty();
        }

        @Test
        void stayAsItIsWhenNothingIsPushed() {
            redis.push(DISCOVERY_QUEUE, () -> {}, List.of());

            assertThat(redis.read(DISCOVERY_QUEUE)).isEmpty();
        }

        @Test
        void thatIsNoListIsRefused() {
            redis.translated(client -> {
                client.getBucket(DISCOVERY_QUEUE).set("text");
                return true;
            });

            assertThatExceptionOfType(UnfitLabException.class)
                    .isThrownBy(() -> redis.read(DISCOVERY_QUEUE))
                    .withMessage("""
                            The queue [netbox:bmc:discovered] is not a list in Redis, but of type OBJECT.
                              where: %s
                              do:    rename it, or set REDIS_QUEUE and REDIS_UPDATE_QUEUE to the queues of the lab""", REDIS.address());
        }
    }

    @Nested
    class Connecting {
        @Test
        void worksWithTheRightPassword() {
            try (RedisServer server = LOCKED.connect()) {
                assertThat(server.read(DISCOVERY_QUEUE)).isEmpty();
                assertThat(server.address()).isEqualTo(LOCKED.address());
            }
        }

        @Test
        void tellsOfAWrongPasswordWithoutIt() {
            assertThatExceptionOfType(RejectedException.class)
                    .isThrownBy(() -> LOCKED.connect(Optional.of("s3cr3t")))
                    .withMessageNotContaining("s3cr3t")
                    .satisfies(e -> {
                        assertThat(e.problem().what())
                                .isEqualTo(
                                        "Redis said no: WRONGPASS invalid username-password pair or user is disabled.");
                        assertThat(e.problem().where()).isEqualTo(LOCKED.address());
                        assertThat(e.problem().remedy()).isEqualTo("check REDIS_PASSWORD and its rights");
                    });
        }

        @Test
        void tellsOfAMissingPassword() {
            assertThatExceptionOfType(RejectedException.class)
                    .isThrownBy(() -> LOCKED.connect(Optional.empty()))
                    .satisfies(e -> {
                        assertThat(e.problem().what()).isEqualTo("Redis said no: NOAUTH Authentication required.");
                        assertThat(e.problem().where()).isEqualTo(LOCKED.address());
                    });
        }

        @Test
        void tellsThatNothingListensAndQuickly() {
            int port = FreePort.next();
            long start = System.nanoTime();

            assertThatExceptionOfType(UnreachableException.class)
                    .isThrownBy(() -> EmbeddedRedis.connect(port, Optional.of("s3cr3t")))
                    .satisfies(e -> {
                        assertThat(e.problem().what()).isEqualTo("Redis cannot be reached.");
                        assertThat(e.problem().where()).startsWith("redis://127.0.0.1:" + port + " (");
                        assertThat(e.problem().remedy()).isEqualTo("check REDIS_HOST, REDIS_PORT and that Redis runs");
                    });
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }

        @Test
        void anErrorThatRedisAnswersIsNoLostConnection() {
            redis.push(DISCOVERY_QUEUE, () -> {}, List.of("a"));

            assertThatExceptionOfType(RejectedException.class)
                    .isThrownBy(() -> redis.translated(
                            client -> client.getBucket(DISCOVERY_QUEUE).get()))
                    .withMessageStartingWith("Redis said no: WRONGTYPE Operation against a key");
        }

        @Test
        void neverShowsThePassword() {
            assertThat(EmbeddedRedis.config(1, Optional.of("s3cr3t")).redis().toString())
                    .doesNotContain("s3cr3t");
            assertThat(Secret.of("s3cr3t")).hasToString("****");
        }
    }
}
