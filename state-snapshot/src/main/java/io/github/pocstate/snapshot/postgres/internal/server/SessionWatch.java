package io.github.pocstate.snapshot.postgres.internal.server;

import io.github.pocstate.PocStateException;
import io.github.pocstate.Problem;
import io.github.pocstate.UnreachableException;
import io.github.pocstate.spi.DatabaseQuestions;
import io.github.pocstate.spi.SessionTrace;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Watches what the sessions of an application do while it answers requests, by asking for their present statements again and
 * again. Not thread-safe.
 */
public final class SessionWatch {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int ROUNDS = 3;
    private static final String HIDDEN = "<insufficient privilege>";

    private static final String SESSIONS = "SELECT pid || ' ' || coalesce(CAST(backend_start AS text), ''),"
            + " coalesce(CAST(query_start AS text), ''), coalesce(query, '') FROM pg_stat_activity"
            + " WHERE datname = ? AND application_name <> 'pocstate'"
            + " AND (backend_type = 'client backend' OR backend_type IS NULL)";

    private final Connection connection;
    private final String database;
    private boolean blind;

    /** A session at one moment; its name is its process and when that began. */
    private record Session(String name, String statementBegan, String statement) {}

    public SessionWatch(Connection connection, String database) {
        this.connection = connection;
        this.database = database;
    }

    /** Whether there were sessions whose statements are hidden from this role. */
    public boolean isBlind() {
        return blind;
    }

    /** The sessions that did something. The first requests are not watched: they open what is kept. */
    public List<SessionTrace> during(DatabaseQuestions application) throws SQLException {
        application.use();
        Map<String, Session> before = new HashMap<>();
        sessions().forEach(session -> before.put(session.name(), session));
        Map<String, Set<String>> statements = new HashMap<>();
        long deadline = System.nanoTime() + LONGEST.toNanos();
        for (int round = 0; round < ROUNDS; round++) {
            watch(application, before, statements, deadline);
        }
        Set<String> after = new HashSet<>();
        sessions().forEach(session -> after.add(session.name()));
        return statements.entrySet().stream()
                .map(session -> new SessionTrace(
                        before.containsKey(session.getKey()) && after.contains(session.getKey()), session.getValue()))
                .toList();
    }

    private void watch(
            DatabaseQuestions application,
            Map<String, Session> before,
            Map<String, Set<String>> statements,
            long deadline)
            throws SQLException {
        CompletableFuture<Void> requests = CompletableFuture.runAsync(application::use);
        boolean done = false;
        while (!done) {
            done = requests.isDone(); // one more look after the last answer
            for (Session session : sessions()) {
                Session earlier = before.get(session.name());
                if (earlier == null || !earlier.statementBegan().equals(session.statementBegan())) {
                    statements
                            .computeIfAbsent(session.name(), name -> new HashSet<>())
                            .add(session.statement());
                }
            }
            if (System.nanoTime() > deadline) {
                throw new UnreachableException(new Problem(
                        application.application() + " did not answer within " + LONGEST.toSeconds() + " s.",
                        "requests that are watched in " + database,
                        "see whether it answers at all, then call again"));
            }
        }
        join(requests);
    }

    private static void join(CompletableFuture<Void> requests) {
        try {
            requests.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof PocStateException known) {
                throw known;
            }
            throw e;
        }
    }

    private List<Session> sessions() throws SQLException {
        List<Session> sessions = Sql.list(connection, SessionWatch::session, SESSIONS, database);
        blind |= sessions.stream().anyMatch(session -> session.statement().equals(HIDDEN));
        return sessions;
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(row.getString(1), row.getString(2), row.getString(3));
    }
}
