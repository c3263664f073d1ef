package io.github.pocstate.examples.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.ProgressListener;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.Strategy;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Setting;
import io.github.pocstate.examples.faults.FaultProxy;
import io.github.pocstate.lab.EmbeddedLab;
import io.github.pocstate.lab.internal.netbox.EmbeddedNetBox;
import io.github.pocstate.lab.internal.service.RedisService;
import io.github.pocstate.testkit.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A small lab that tests may break: a proxy stands before each of its services, and each can be killed and started again.
 *
 * <p>Whoever uses the lab goes through the proxies; the tests look at it past them. Not thread-safe.
 */
final class BreakableLab implements AutoCloseable {

    /** Three of each site. */
    static final int SERVERS = 15;

    private static final String HOST = "127.0.0.1";
    private static final String FOREIGN_KEY = "somebody:elses:key";
    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(60);

    private final EmbeddedLab lab;
    private final List<RedisService> startedAgain = new ArrayList<>();
    private final List<String> postgresCommand = new ArrayList<>();
    private final int netBoxPort = FreePort.next();
    private EmbeddedNetBox netBox;

    final FaultProxy toNetBox;
    final FaultProxy toRedis;
    final FaultProxy toPostgres;
    final LabUnderTest under;

    /** Hands the one lab of the run to the tests that ask for it. */
    static final class Resolver implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == BreakableLab.class;
        }

        @Override
        public BreakableLab resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .getOrComputeIfAbsent(BreakableLab.class, type -> new BreakableLab(), BreakableLab.class);
        }
    }

    private BreakableLab() {
        lab = EmbeddedLab.builder().servers(SERVERS).start();
        ProcessHandle.Info postgres = postmaster().orElseThrow().info();
        postgresCommand.add(postgres.command().orElseThrow());
        postgresCommand.addAll(List.of(postgres.arguments().orElseThrow()));
        netBox = EmbeddedNetBox.start(lab.jdbcUrl(), netBoxPort);
        toNetBox = FaultProxy.before(netBoxPort);
        toRedis = FaultProxy.before(lab.ports().redis());
        toPostgres = FaultProxy.before(lab.ports().postgres());
        under = LabUnderTest.open(lab.environment());
        pushForeign();
        List.of(Phase.ONE, Phase.TWO).forEach(under::goTo);
        under.goTo(Phase.ZERO);
    }

    /** Settings that lead through the proxies. */
    PocConfig.Builder config() {
        return config(environment());
    }

    /** The same for tests that wait until nobody has answered; a slow disk may already be too slow for it. */
    PocConfig.Builder impatientConfig() {
        return config().set(Setting.NETBOX_DB_URL, databaseUrl(toPostgres.port()) + "?socketTimeout=6&connectTimeout=6")
                .set(Setting.POC_STATE_TIMEOUT, "3");
    }

    private static PocConfig.Builder config(Map<String, String> environment) {
        PocConfig.Builder config = PocConfig.builder();
        for (Setting setting : Setting.values()) {
            String value = environment.get(setting.name());
            if (value != null) {
                config.set(setting, value);
            }
        }
        return config;
    }

    /** The same as variables, for a process of its own. */
    Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>(lab.environment());
        variables.put("NETBOX_URL", "http://" + HOST + ":" + toNetBox.port());
        variables.put("REDIS_HOST", HOST);
        variables.put("REDIS_PORT", String.valueOf(toRedis.port()));
        variables.put("NETBOX_CACHE_URL", "redis://" + HOST + ":" + toRedis.port() + "/2");
        variables.put("NETBOX_DB_URL", databaseUrl(toPostgres.port()));
        variables.put("POC_STATE_TIMEOUT", "30");
        variables.put("POC_STATE_LOCK_TIMEOUT", "60");
        variables.put("POC_STATE_AUTO_SNAPSHOT", "false");
        return variables;
    }

    private String databaseUrl(int port) {
        URI direct = URI.create(lab.environment().get("NETBOX_DB_URL"));
        return "postgresql://" + direct.getUserInfo() + "@" + HOST + ":" + port + direct.getPath();
    }

    /** Brings the lab into a phase, and on disk too: the embedded PostgreSQL may lose the last half second when it is killed. */
    void goTo(Phase phase) {
        under.goTo(phase);
        under.sql.run("SET synchronous_commit = on");
        under.sql.text("SELECT pg_logical_emit_message(true, 'all before is on disk', '')::text");
    }

    /** Restores over the API through the proxies, in a session of its own. */
    RestoreReport restore(Phase phase) {
        return restore(phase, ProgressListener.NONE, config());
    }

    /** The same while something goes wrong. */
    RestoreReport restoreImpatiently(Phase phase, ProgressListener listener) {
        return restore(phase, listener, impatientConfig());
    }

    private static RestoreReport restore(Phase phase, ProgressListener listener, PocConfig.Builder config) {
        try (PocSession session = PocSession.open(config.build())) {
            return session.restore(
                    phase,
                    RestoreOptions.builder()
                            .strategy(Strategy.API)
                            .listener(listener)
                            .build());
        }
    }

    EmbeddedNetBox netBox() {
        return netBox;
    }

    // what a test compares

    /** All that a fault must leave as it was. */
    record Foreign(SortedMap<String, String> rows, List<String> key) {}

    void pushForeign() {
        under.queues.push(FOREIGN_KEY, "not ours");
    }

    Foreign foreign() {
        return new Foreign(ForeignRows.checksums(under), under.queues.read(FOREIGN_KEY));
    }

    /** The lab is in this phase, exactly as the direct way leads into it. */
    void assertIsIn(Phase phase) {
        under.waitUntilQuiet();
        LabState direct = under.direct(phase);
        LabState state = under.state();
        assertThat(state.servers()).containsExactlyEntriesOf(direct.servers());
        assertThat(state.updateEvents()).isEqualTo(direct.updateEvents());
        assertThat(state.discoveryEvents()).isEqualTo(direct.discoveryEvents());
    }

    // breaking and mending

    /** All services run, all wires are sound. */
    void heal() {
        netBox.faults().clear();
        List.of(toNetBox, toRedis, toPostgres).forEach(FaultProxy::heal);
    }

    void stopNetBox() {
        netBox.close();
    }

    void startNetBox() {
        netBox = EmbeddedNetBox.start(lab.jdbcUrl(), netBoxPort);
    }

    /** Kills Redis with all it holds. */
    void killRedis() {
        Path record = lab.directory().resolve("run").resolve("redis.process");
        kill(Long.parseLong(firstLine(record).orElseThrow()));
        await(() -> !RedisService.answers(lab.ports().redis()));
    }

    /** Starts an empty Redis at the same port. */
    void startRedis() {
        Path redis = lab.directory().resolve("redis");
        Path log = lab.directory().resolve("log").resolve("redis-again.log");
        RedisService again = RedisService.launch(
                redis, lab.ports().redis(), log, lab.directory().resolve("run").resolve("redis.process"));
        again.awaitAnswer();
        startedAgain.add(again);
    }

    /** Kills PostgreSQL's first process, if it lives; the others end themselves. */
    void killPostgres() {
        postmaster().ifPresent(postmaster -> {
            List<ProcessHandle> children = postmaster.children().toList();
            kill(postmaster);
            await(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        });
    }

    private Optional<ProcessHandle> postmaster() {
        return firstLine(lab.directory().resolve("postgresql").resolve("postmaster.pid"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .filter(ProcessHandle::isAlive);
    }

    /** No file of PostgreSQL may grow beyond this any more, as on a disk that is full, until it is killed. */
    void fillDiskOfPostgres(long bytes) {
        List<ProcessHandle> all = new ArrayList<>();
        postmaster().ifPresent(postmaster -> {
            all.add(postmaster);
            all.addAll(postmaster.children().toList());
        });
        all.forEach(process -> limit(process.pid(), bytes));
    }

    private static void limit(long process, long bytes) {
        try {
            new ProcessBuilder("prlimit", "--pid", String.valueOf(process), "--fsize=" + bytes + ":")
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kills a backend of PostgreSQL that serves the live database; the others end, and all start anew. */
    void killBackend(String application) {
        List<String> backends = under.sql.texts(
                "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
                        + " AND application_name LIKE ? AND datname = current_database()",
                application + "%");
        backends.stream().limit(1).forEach(pid -> kill(Long.parseLong(pid)));
    }

    /**
     * Starts PostgreSQL again as it was started before; it recovers by itself. It refuses to start, and is started once more, as
     * long as a process of the killed one lives: one may have been made just when it was killed.
     */
    void startPostgres() {
        AtomicReference<Process> started = new AtomicReference<>(launchPostgres());
        reconnect(() -> {
            if (!started.get().isAlive()) {
                started.set(launchPostgres());
            }
        });
    }

    private Process launchPostgres() {
        List<String> asNobody = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            asNobody.addAll(List.of("unshare", "-U"));
        }
        asNobody.addAll(postgresCommand);
        Path log = lab.directory().resolve("log").resolve("postgresql.log");
        try {
            return new ProcessBuilder(asNobody)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start(); // the lab ends it, by the process id in its data
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until PostgreSQL lets the tests in: a database that is being renamed does not for a moment. */
    void reconnectTests() {
        await(this::isLetIn);
    }

    private boolean isLetIn() {
        try {
            under.sql.reconnect();
            return under.sql.number("SELECT 1") == 1;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Waits until PostgreSQL lets the tests in, and NetBox has found back too. */
    void reconnect() {
        reconnect(() -> {});
    }

    private void reconnect(Runnable beforeEachTry) {
        await(() -> {
            beforeEachTry.run();
            return isLetIn();
        });
        for (Rest rest : List.of(
                under.rest, new Rest(netBox.url().toString(), lab.environment().get("NETBOX_TOKEN")))) {
            await(() -> rest.statuses("dcim/sites/?limit=1", 20).stream().allMatch(status -> status == 200));
        }
    }

    /** Kills a process of ours and waits for its end. */
    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(BreakableLab::kill);
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        await(() -> !process.isAlive());
    }

    static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(SETTLES_WITHIN);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("nothing happened within " + SETTLES_WITHIN);
            }
            LabUnderTest.pause();
        }
    }

    private static Optional<String> firstLine(Path file) {
        try {
            return Files.readAllLines(file).stream().findFirst().map(String::trim);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        heal();
        List.of(toNetBox, toRedis, toPostgres).forEach(FaultProxy::close);
        under.close();
        netBox.close();
        startedAgain.forEach(RedisService::close);
        lab.close();
    }
}
