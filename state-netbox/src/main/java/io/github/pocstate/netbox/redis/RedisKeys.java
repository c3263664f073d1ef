package io.github.pocstate.netbox.redis;

import io.github.pocstate.Problem;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.spi.KeptKey;
import io.github.pocstate.spi.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.redisson.api.BatchOptions;
import org.redisson.api.BatchOptions.ExecutionMode;
import org.redisson.api.RBatch;
import org.redisson.api.RBucket;
import org.redisson.api.RBucketAsync;
import org.redisson.api.RFuture;
import org.redisson.api.RListAsync;
import org.redisson.api.RType;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;

/** Some keys of the lab's Redis as values: read, and written back all at once; thread-safe. */
public final class RedisKeys implements KeyStore {

    private static final int PUSHED_AT_ONCE = 500;

    /** A value under a name of its own is gone after this, should its writer die. */
    private static final Duration STAGED = Duration.ofMinutes(1);

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

    /** Values that Redis may refuse come first, under names of their own; then all keys change in one transaction. */
    @Override
    public void write(List<KeptKey> keys) {
        beforeWrite.run();
        redis.writing(client -> {
            Map<String, String> staged = stage(client, keys);
            RBatch batch = transaction(client);
            List<RFuture<?>> commands = new ArrayList<>();
            names.stream()
                    .filter(name -> !staged.containsKey(name))
                    .forEach(name -> commands.add(batch.getBucket(name).deleteAsync()));
            keys.forEach(key -> write(batch, key, Optional.ofNullable(staged.get(key.name())), commands));
            return finish(batch, commands);
        });
    }

    private Map<String, String> stage(RedissonClient client, List<KeptKey> keys) {
        Map<String, String> staged = new HashMap<>();
        RBatch batch = client.createBatch();
        List<RFuture<?>> commands = new ArrayList<>();
        for (KeptKey key : keys) {
            key.dump().map(Base64.getDecoder()::decode).ifPresent(dump -> {
                String name = key.name() + ":poc-state:" + UUID.randomUUID();
                staged.put(key.name(), name);
                commands.add(batch.getBucket(name).restoreAsync(dump, STAGED.toMillis(), TimeUnit.MILLISECONDS));
            });
        }
        if (staged.isEmpty()) {
            return staged;
        }
        try {
            finish(batch, commands);
            return staged;
        } catch (RedisException | CompletionException e) {
            client.getKeys().delete(staged.values().toArray(String[]::new));
            throw String.valueOf(e.getMessage()).contains("DUMP payload") ? notTaken(staged.keySet(), e) : e;
        }
    }

    private UnfitLabException notTaken(Set<String> keys, RuntimeException e) {
        return new UnfitLabException(
                new Problem(
                        "This Redis does not take the values that were kept of " + keys + "; no key was changed.",
                        redis.address(),
                        "put them back into a Redis of the version that they were kept from, or a newer one"),
                e);
    }

    private static RBatch transaction(RedissonClient client) {
        return client.createBatch(BatchOptions.defaults().executionMode(ExecutionMode.REDIS_WRITE_ATOMIC));
    }

    private static int finish(RBatch batch, List<RFuture<?>> commands) {
        batch.execute();
        commands.forEach(command -> command.toCompletableFuture().join());
        return commands.size();
    }

    private static void write(RBatch batch, KeptKey key, Optional<String> staged, List<RFuture<?>> commands) {
        RListAsync<String> list = batch.getList(key.name());
        List<String> elements = key.elements();
        for (int from = 0; from < elements.size(); from += PUSHED_AT_ONCE) {
            commands.add(list.addAllAsync(elements.subList(from, Math.min(elements.size(), from + PUSHED_AT_ONCE))));
        }
        RBucketAsync<String> bucket = batch.getBucket(key.name());
        staged.ifPresent(name -> {
            commands.add(batch.getBucket(name).renameAsync(key.name()));
            commands.add(bucket.clearExpireAsync());
        });
        key.timeToLive().ifPresent(left -> commands.add(bucket.expireAsync(left)));
    }
}
