package io.github.pocstate.snapshot.postgres.internal.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Questions that two connections share: whichever is free takes the next one. Add them all, then have them answered. */
public final class SharedWork {

    private final Queue<Part<?>> left = new ConcurrentLinkedQueue<>();

    /** One question, and its answer once all are answered. */
    public static final class Part<T> {

        private final Sql.Work<T> question;
        private volatile @Nullable T answer;

        private Part(Sql.Work<T> question) {
            this.question = question;
        }

        private void ask(Connection connection) throws SQLException {
            answer = question.run(connection);
        }

        public T answer() {
            T known = answer;
            if (known == null) {
                throw new IllegalStateException("not asked yet");
            }
            return known;
        }
    }

    public <T> Part<T> add(Sql.Work<T> question) {
        Part<T> part = new Part<>(question);
        left.add(part);
        return part;
    }

    /** Asks all of them; both connections see the same moment, or what nobody can change. */
    public void askAll(Connection one, Connection other) throws SQLException {
        try (Aside<Boolean> half = new Aside<>(() -> askRest(other))) {
            askRest(one);
            half.get();
        }
    }

    /** Asks all of them, one after the other. */
    public void askAll(Connection connection) throws SQLException {
        askRest(connection);
    }

    /** When one connection fails, the other one takes no further question. */
    private boolean askRest(Connection connection) throws SQLException {
        try {
            for (Part<?> next = left.poll(); next != null; next = left.poll()) {
                next.ask(connection);
            }
            return true;
        } catch (SQLException | RuntimeException e) {
            left.clear();
            throw e;
        }
    }
}
