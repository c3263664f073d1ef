package io.github.pocstate.snapshot.postgres.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.pocstate.snapshot.postgres.internal.server.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** An application with a pool of connections that reads and writes all the while, and counts what failed. */
public final class BusyApplication implements AutoCloseable {

    private static final int THREADS = 3;

    private final HikariDataSource pool;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger answers = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    public BusyApplication(TestServer server, String database) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.url("postgres", database));
        config.addDataSourceProperty("ApplicationName", "busy");
        config.setMaximumPoolSize(THREADS);
        pool = new HikariDataSource(config);
        try (Connection connection = pool.getConnection()) {
            Sql.run(connection, "CREATE TABLE IF NOT EXISTS heartbeat (id bigserial PRIMARY KEY, at timestamptz)");
        }
    }

    public BusyApplication start() {
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::keepAsking, "busy-" + i);
            thread.start();
            threads.add(thread);
        }
        awaitAnswers(10 * THREADS);
        return this;
    }

    private void keepAsking() {
        while (!over.get()) {
            try (Connection connection = pool.getConnection()) {
                Sql.list(connection, row -> "", "SELECT count(*) FROM device WHERE status = 'planned'");
                Sql.update(connection, "INSERT INTO heartbeat (at) VALUES (now())");
                answers.incrementAndGet();
            } catch (SQLException e) {
                failures.add(e.getMessage());
            }
            pause();
        }
    }

    /** Waits until it was answered again so many times. */
    public void awaitAnswers(int more) {
        int until = answers.get() + more;
        while (answers.get() < until) {
            pause();
        }
    }

    public List<String> failures() {
        return List.copyOf(failures);
    }

    private static void pause() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        over.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        pool.close();
    }
}
