package io.github.pocstate.snapshot.postgres.internal.server;

import io.github.pocstate.PocStateException;
import io.github.pocstate.UnreachableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/** Runs what PostgreSQL may refuse, and tells its errors in the words of this library. */
public final class Calls {

    /** Something that PostgreSQL may refuse. */
    @FunctionalInterface
    public interface Call<T> {
        T run() throws SQLException;
    }

    private final Server server;

    public Calls(Server server) {
        this.server = server;
    }

    /**
     * One save or restore of this database at a time, on all machines. Those of this process wait for each other without a
     * connection: they would take those that the one before them needs.
     */
    public <T> T exclusively(String verb, Call<T> work) {
        return attempt(verb, () -> {
            String name = "work " + server.settings().live();
            Duration patience = server.settings().exclusiveTimeout();
            long start = System.nanoTime();
            if (!isOurTurn(server.turn(), patience)) {
                throw AdvisoryLock.held(server, name, patience, null);
            }
            try (AdvisoryLock one = AdvisoryLock.take(server, name, patience.minusNanos(System.nanoTime() - start))) {
                return work.run();
            } finally {
                server.turn().unlock();
            }
        });
    }

    static boolean isOurTurn(Lock turn, Duration patience) {
        try {
            return turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Any number of them at a time. */
    public <T> T attempt(String verb, Call<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw failed(verb, e);
        } catch (UncheckedSqlException e) {
            throw failed(verb, e.error());
        }
    }

    /** Where one connection broke others may have broken too; the next call starts with new ones. */
    private PocStateException failed(String verb, SQLException error) {
        PocStateException failure = Failures.of(verb, server.settings().address(), error);
        if (failure instanceof UnreachableException) {
            server.leaveAll();
        }
        return failure;
    }
}
