package io.github.pocstate.netbox.redis;

import io.github.pocstate.spi.KeptKey;
import io.github.pocstate.spi.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.redisson.api.BatchOptions;
import org.redisson.api.BatchOptions.ExecutionMode;
import org.redisson.api.RBatch;
import org.redisson.api.RBucket;
import org.redisson.api.RBucketAsync;
import org.redisson.api.RFuture;
import org.redisson.api.RListAsync;
import org.redisson.api.RType;
import org.redisson.api.RedissonClient;

/** Some keys of the lab's Redis as values: read, and written back all at once; thread-safe. */
public final class RedisKeys implements KeyStore {

    private static final int PUSHED_AT_ONCE = 500;

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

    @Override
    public void write(List<KeptKey> keys) {
        beforeWrite.run();
        redis.writing(client -> {
            RBatch batch = client.createBatch(BatchOptions.defaults().executionMode(ExecutionMode.REDIS_WRITE_ATOMIC));
            List<RFuture<?>> commands = new ArrayList<>();
            names.forEach(name -> commands.add(batch.getBucket(name).deleteAsync()));
            keys.forEach(key -> write(batch, key, commands));
            batch.execute();
            commands.forEach(command -> command.toCompletableFuture().join());
            return commands.size();
        });
    }

    private static void write(RBatch batch, KeptKey key, List<RFuture<?>> commands) {
        RListAsync<String> list = batch.getList(key.name());
        List<String> elements = key.elements();
        for (int from = 0; from < elements.size(); from += PUSHED_AT_ONCE) {
            commands.add(list.addAllAsync(elements.subList(from, Math.min(elements.size(), from + PUSHED_AT_ONCE))));
        }
        RBucketAsync<String> bucket = batch.getBucket(key.name());
        key.dump().map(Base64.getDecoder()::decode).ifPresent(dump -> commands.add(bucket.restoreAsync(dump)));
        key.timeToLive().ifPresent(left -> commands.add(bucket.expireAsync(left)));
    }
}
