package io.github.pocstate.netbox.redis;

import io.github.pocstate.Problem;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.spi.KeptKey;
import io.github.pocstate.spi.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.redisson.api.RBucket;
import org.redisson.api.RScript;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RType;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysOptions;
import org.redisson.api.options.OptionalOptions;
import org.redisson.client.RedisException;

/** Some keys of the lab's Redis as values: read, and written back all at once or not at all; thread-safe. */
public final class RedisKeys implements KeyStore {

    private static final int PUSHED_AT_ONCE = 500;

    /** A value under a name of its own is gone after this, should its writer die. */
    private static final Duration STAGED = Duration.ofMinutes(5);

    private static final long STAYS = -1;

    /**
     * Adds elements to a list that has so many already; sent twice, it adds them once. If the list was dropped in the meantime, it
     * stays away.
     */
    private static final String PUSH = """
            if redis.call('llen', KEYS[1]) == tonumber(ARGV[1]) then
                local pushed = redis.pcall('rpush', KEYS[1], unpack(ARGV, 3))
                if type(pushed) == 'table' then
                    return pushed
                end
            end
            return redis.call('pexpire', KEYS[1], ARGV[2])
            """;

    /** Moves each first key to the second one and sets when it ends; the keys after these pairs are deleted. */
    private static final String PLACE = """
            for i = 1, #ARGV do
                if redis.call('exists', KEYS[2 * i - 1]) == 0 then
                    return 0
                end
            end
            for i = 1, #ARGV do
                local key = KEYS[2 * i]
                redis.call('rename', KEYS[2 * i - 1], key)
                if ARGV[i] == '-1' then
                    redis.call('persist', key)
                else
                    redis.call('pexpire', key, ARGV[i])
                end
            end
            for i = 2 * #ARGV + 1, #KEYS do
                redis.call('del', KEYS[i])
            end
            return 1
            """;

    private final RedisServer redis;
    private final Set<String> names;
    private final Runnable beforeWrite;

    /**
     * Names the keys.
     *
     * @param redis the lab's Redis
     * @param names the keys
     * @param beforeWrite throws when nothing must be written, such as when the lab is not ours any more
     */
    public RedisKeys(RedisServer redis, Set<String> names, Runnable beforeWrite) {
        this.redis = redis;
        this.names = new TreeSet<>(names);
        this.beforeWrite = beforeWrite;
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(names);
    }

    @Override
    public List<KeptKey> read() {
        return redis.translated(client -> {
            List<KeptKey> keys = new ArrayList<>();
            names.forEach(name -> read(client, name).ifPresent(keys::add));
            return List.copyOf(keys);
        });
    }

    private static Optional<KeptKey> read(RedissonClient client, String name) {
        RType type = client.getKeys().getType(name);
        if (type == null) {
            return Optional.empty();
        }
        RBucket<String> key = client.getBucket(name);
        Optional<Duration> timeToLive = Optional.of(key.remainTimeToLive())
                .filter(millis -> millis >= 0)
                .map(Duration::ofMillis);
        return type == RType.LIST
                ? Optional.of(new KeptKey(
                        name, timeToLive, client.<String>getList(name).readAll(), Optional.empty()))
                : Optional.ofNullable(key.dump())
                        .map(dump -> new KeptKey(
                                name,
                                timeToLive,
                                List.of(),
                                Optional.of(Base64.getEncoder().encodeToString(dump))));
    }

    /**
     * All values come first, under names of their own; one script then puts them in place. A script is one step for Redis, and
     * this one needs no memory: until it runs every key is as it was, and afterwards all are as they were kept.
     */
    @Override
    public void write(List<KeptKey> keys) {
        beforeWrite.run();
        redis.writing(client -> {
            List<Staged> staged = keys.stream().map(Staged::new).toList();
            try {
                staged.forEach(value -> stage(client, value));
                beforeWrite.run();
                return place(client, staged);
            } catch (RuntimeException e) {
                drop(client, staged, e);
                throw e;
            }
        });
    }

    private void stage(RedissonClient client, Staged staged) {
        KeptKey key = staged.key();
        try {
            key.dump()
                    .map(Base64.getDecoder()::decode)
                    .ifPresent(dump -> client.getBucket(staged.name())
                            .restoreAndReplace(dump, STAGED.toMillis(), TimeUnit.MILLISECONDS));
        } catch (RedisException e) {
            throw String.valueOf(e.getMessage()).contains("DUMP payload") ? notTaken(key.name(), e) : e;
        }
        List<String> elements = key.elements();
        for (int from = 0; from < elements.size(); from += PUSHED_AT_ONCE) {
            List<Object> values = new ArrayList<>(List.of(from, STAGED.toMillis()));
            values.addAll(elements.subList(from, Math.min(elements.size(), from + PUSHED_AT_ONCE)));
            run(client.getScript(), PUSH, List.of(staged.name()), values);
        }
    }

    /** Not repeated when the connection breaks: the first time may have been enough. */
    private long place(RedissonClient client, List<Staged> staged) {
        List<Object> places = new ArrayList<>();
        List<Object> ends = new ArrayList<>();
        Set<String> gone = new TreeSet<>(names);
        for (Staged value : staged) {
            places.add(value.name());
            places.add(value.key().name());
            ends.add(value.key().timeToLive().map(Duration::toMillis).orElse(STAYS));
            gone.remove(value.key().name());
        }
        places.addAll(gone);
        RScript once = client.getScript(OptionalOptions.defaults().retryAttempts(0));
        if (run(once, PLACE, places, ends) == 0) {
            throw new UnfitLabException(new Problem(
                    "Redis dropped the values that were to be put back; no key was changed.",
                    redis.address(),
                    "see whether it was emptied or evicts keys (maxmemory, maxmemory-policy), then restore again"));
        }
        return staged.size();
    }

    private static long run(RScript script, String text, List<Object> keys, List<Object> values) {
        return script.<Long>eval(Mode.READ_WRITE, text, ReturnType.LONG, keys, values.toArray());
    }

    /** They expire too, should Redis not be reached any more. */
    private static void drop(RedissonClient client, List<Staged> staged, RuntimeException reason) {
        try {
            client.getKeys(KeysOptions.defaults().retryAttempts(0))
                    .delete(staged.stream().map(Staged::name).toArray(String[]::new));
        } catch (RedisException e) {
            reason.addSuppressed(e);
        }
    }

    private UnfitLabException notTaken(String key, RuntimeException e) {
        return new UnfitLabException(
                new Problem(
                        "This Redis does not take the values that were kept of [" + key + "]; no key was changed.",
                        redis.address(),
                        "put them back into a Redis of the version that they were kept from, or a newer one"),
                e);
    }

    /** A value under a name of its own. */
    private record Staged(KeptKey key, String name) {

        Staged(KeptKey key) {
            this(key, key.name() + ":poc-state:" + UUID.randomUUID());
        }
    }
}
