package io.github.pocstate.snapshot.postgres;

import io.github.pocstate.PocStateException;
import io.github.pocstate.UnreachableException;
import java.sql.SQLException;

/** Runs what PostgreSQL may refuse, and tells its errors in the words of this library. */
final class Calls {

    /** Something that PostgreSQL may refuse. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws SQLException;
    }

    private final Server server;

    Calls(Server server) {
        this.server = server;
    }

    /** One save or restore of this database at a time, on all machines. */
    <T> T exclusively(String verb, Call<T> work) {
        return attempt(verb, () -> {
            try (AdvisoryLock one = AdvisoryLock.take(
                    server,
                    "work " + server.settings().live(),
                    server.settings().exclusiveTimeout())) {
                return work.run();
            }
        });
    }

    /** Any number of them at a time. */
    <T> T attempt(String verb, Call<T> work) {
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
