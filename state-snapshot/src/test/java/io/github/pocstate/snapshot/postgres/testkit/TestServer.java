package io.github.pocstate.snapshot.postgres.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pocstate.snapshot.postgres.PostgresSnapshots;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import io.github.pocstate.snapshot.postgres.model.PostgresAddress;
import io.github.pocstate.snapshot.postgres.model.PostgresSettings;
import io.github.pocstate.testkit.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real PostgreSQL on a free port, started once for all tests of a class.
 *
 * <p>With {@code -Dpocstate.test.postgres-port} it is one that runs already, of any version: it must admit the superuser postgres
 * without a password and have max_prepared_transactions set.
 */
public final class TestServer implements AutoCloseable {

    /** Hands the server to constructors and methods of tests. */
    public static final class Resolver implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestServer.class;
        }

        @Override
        public TestServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .getOrComputeIfAbsent(TestServer.class, type -> new TestServer(), TestServer.class);
        }
    }

    /** One for all servers of this process: they may be the same. */
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Optional<EmbeddedPostgres> embedded;
    private final int port;

    private TestServer() {
        Optional<Integer> running = Optional.ofNullable(Integer.getInteger("pocstate.test.postgres-port"));
        embedded = running.isPresent() ? Optional.empty() : Optional.of(start());
        port = running.orElseGet(() -> embedded.orElseThrow().getPort());
    }

    private static EmbeddedPostgres start() {
        try {
            return builder().setServerConfig("max_prepared_transactions", "2").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a test that needs a server of its own. */
    public static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder().setPort(FreePort.next()).setPGStartupWait(Duration.ofMinutes(1));
    }

    /** A database of its own for a test, with the application's tables. */
    public String newDatabase() throws SQLException {
        String database = newName("app");
        run("postgres", "CREATE DATABASE " + database);
        run(database, resource("application.sql"));
        awaitNobody("datname", database);
        return database;
    }

    /** Until sessions that were closed have ended: of a database, by its {@code datname}, or of a role, by its {@code usename}. */
    public void awaitNobody(String column, String name) throws SQLException {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        String sessions = "SELECT pid FROM pg_stat_activity WHERE " + column + " = '" + name + "'";
        while (!texts("postgres", sessions).isEmpty()) {
            assertThat(System.nanoTime())
                    .as("sessions of [" + name + "] have ended")
                    .isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** A name that no other run has used. */
    public String newName(String kind) {
        return kind + "_" + ProcessHandle.current().pid() + "_" + NAMES.incrementAndGet();
    }

    public String url(String user, String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database + "?user=" + user;
    }

    public PostgresSnapshots snapshots(String database) {
        return snapshots("postgres", database);
    }

    public PostgresSnapshots snapshots(String user, String database) {
        return PostgresSnapshots.open(PostgresSettings.of(PostgresAddress.parse(url(user, database))));
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url("postgres", database));
    }

    public void run(String database, String... statements) throws SQLException {
        try (Connection connection = connect(database)) {
            for (String sql : statements) {
                Sql.run(connection, sql);
            }
        }
    }

    /** The first column of a query's rows. */
    public List<String> texts(String database, String query) throws SQLException {
        try (Connection connection = connect(database)) {
            return Sql.list(connection, row -> row.getString(1), query);
        }
    }

    private static String resource(String name) {
        try (var in = TestServer.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (embedded.isPresent()) {
            embedded.get().close();
        }
    }
}
