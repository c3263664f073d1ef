package io.github.pocstate.examples.phases;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.redisson.Redisson;
import org.redisson.api.RDeque;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/** The two queues, asked directly; elements are in the order of LRANGE, head first. */
final class Queues implements AutoCloseable {

    static final String DISCOVERY = "netbox:bmc:discovered";
    static final String UPDATES = "netbox:phase2:update_server_prod_nics";

    private final RedissonClient redis;

    Queues(String host, int port) {
        Config config = new Config();
        config.setCodec(StringCodec.INSTANCE);
        config.useSingleServer()
                .setAddress("redis://" + host + ":" + port)
                .setConnectionMinimumIdleSize(1)
                .setConnectionPoolSize(2)
                .setSubscriptionConnectionMinimumIdleSize(0);
        redis = Redisson.create(config);
    }

    List<String> read(String queue) {
        return List.copyOf(redis.<String>getList(queue).readAll());
    }

    Map<String, List<String>> all() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        List.of(DISCOVERY, UPDATES).forEach(queue -> all.put(queue, read(queue)));
        return all;
    }

    void replace(String queue, List<String> elements) {
        RDeque<String> deque = redis.getDeque(queue);
        deque.delete();
        elements.forEach(deque::addLast);
    }

    void replaceAll(Map<String, List<String>> queues) {
        queues.forEach(this::replace);
    }

    void push(String queue, String element) {
        redis.<String>getDeque(queue).addFirst(element);
    }

    /** A key that is not a list. */
    void occupy(String key) {
        redis.getBucket(key).set("not a list");
    }

    void free(String key) {
        redis.getKeys().delete(key);
    }

    /** Every key of the database with its whole value. */
    Map<String, String> dump() {
        Map<String, String> dump = new TreeMap<>();
        redis.getKeys()
                .getKeys()
                .forEach(key -> dump.put(
                        key, HexFormat.of().formatHex(redis.getBucket(key).dump())));
        return dump;
    }

    /** Does something while this test holds the lock of the lab. */
    <T> T whileLocked(Supplier<T> something) {
        RLock lock = redis.getLock("poc-state:lock");
        lock.lock();
        try {
            return something.get();
        } finally {
            lock.unlock();
        }
    }

    /** As if the lease of a holder that was killed had run out, which takes ten seconds. */
    void forgetLock() {
        redis.getKeys().delete("poc-state:lock", "poc-state:lock:holder");
    }

    @Override
    public void close() {
        redis.shutdown();
    }
}
