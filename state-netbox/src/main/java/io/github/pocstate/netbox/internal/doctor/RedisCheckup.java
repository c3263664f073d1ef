package io.github.pocstate.netbox.internal.doctor;

import io.github.pocstate.PocStateException;
import io.github.pocstate.config.DatabaseSettings;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.RedisSettings;
import io.github.pocstate.config.Setting;
import io.github.pocstate.doctor.Finding;
import io.github.pocstate.netbox.redis.RedisLock;
import io.github.pocstate.netbox.redis.RedisServer;
import io.github.pocstate.spi.Checkup;
import io.github.pocstate.spi.CheckupContext;
import io.github.pocstate.spi.Findings;
import io.github.pocstate.spi.Sections;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Looks at the Redis of the queues, and at the one in which NetBox caches, with commands that read; thread-safe. */
public final class RedisCheckup implements Checkup {

    private static final String REACHABLE = "reachable";

    private final CheckupContext context;
    private final PocConfig config;
    private final Clock clock;

    /**
     * Makes the checkup.
     *
     * @param context the settings, and what is wrong with them
     * @param clock our time
     */
    public RedisCheckup(CheckupContext context, Clock clock) {
        this.context = context;
        this.config = context.config();
        this.clock = clock;
    }

    @Override
    public String title() {
        RedisSettings redis = config.redis();
        return obstacle().isPresent() ? "Redis" : "Redis at " + redis.host() + ":" + redis.port();
    }

    private Optional<String> obstacle() {
        return context.obstacle(
                Setting.REDIS_HOST,
                Setting.REDIS_PORT,
                Setting.REDIS_PASSWORD,
                Setting.REDIS_TLS,
                Setting.POC_STATE_CA_FILE);
    }

    @Override
    public void examine(Sections sections) {
        Findings findings = sections.section(title());
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            findings.skipped(REACHABLE, obstacle.get());
        } else {
            queues(findings);
        }
        config.database().ifPresent(database -> cache(database, findings));
    }

    private void queues(Findings findings) {
        try (RedisServer redis = RedisServer.queues(config)) {
            findings.check(REACHABLE, () -> "answers, " + redis.version().orElse("of unknown version"));
            clock(redis, findings);
            findings.check("may be written to", () -> {
                config.requireWritable(config.redis().host());
                return "yes, " + config.redis().host() + " is on loopback or an allowed host";
            });
            queue(
                    redis,
                    findings,
                    "discovery queue",
                    Setting.REDIS_QUEUE,
                    config.redis().discoveryQueue());
            queue(
                    redis,
                    findings,
                    "update queue",
                    Setting.REDIS_UPDATE_QUEUE,
                    config.redis().updateQueue());
            findings.check(
                    "lock",
                    () -> new RedisLock(redis, Duration.ZERO, clock).status().toString());
        } catch (PocStateException e) {
            findings.failed(REACHABLE, e);
            findings.skipped("queues", "Redis was not reached");
        }
    }

    private void clock(RedisServer redis, Findings findings) {
        try {
            Instant asked = clock.instant();
            Instant theirs = redis.time();
            Instant ours = asked.plus(Duration.between(asked, clock.instant()).dividedBy(2));
            findings.add(Finding.clock("Redis", Duration.between(ours, theirs.plusMillis(500)), redis.address()));
        } catch (PocStateException e) {
            findings.failed("clock", e);
        }
    }

    private void queue(RedisServer redis, Findings findings, String check, Setting setting, String queue) {
        context.obstacle(setting)
                .ifPresentOrElse(
                        obstacle -> findings.skipped(check, obstacle),
                        () -> findings.check(check, () -> described(queue, redis.length(queue))));
    }

    private static String described(String queue, int length) {
        return "[" + queue + "] "
                + (length == 0 ? "is empty" : "is a list of " + length + (length == 1 ? " event" : " events"));
    }

    /** Only snapshots need it. */
    private void cache(DatabaseSettings database, Findings findings) {
        String check = "NetBox's cache";
        Optional<String> obstacle = context.obstacle(
                Setting.NETBOX_CACHE_URL, Setting.REDIS_HOST, Setting.REDIS_PORT, Setting.POC_STATE_CA_FILE);
        if (obstacle.isPresent()) {
            findings.skipped(check, obstacle.get());
            return;
        }
        try (RedisServer cache = RedisServer.cache(config, database)) {
            findings.passed(check, cache.address() + database.cache().getPath() + " answers");
        } catch (PocStateException e) {
            findings.failed(check, e);
        }
    }
}
