package io.github.pocstate.snapshot.postgres.model;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many sessions of a database each client has.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param byClient their number, 1 or greater
 * @since 0.1
 */
public record Sessions(Map<Client, Integer> byClient) {
    /** No session. */
    public static final Sessions NONE = new Sessions(Map.of());

    /**
     * Who has a session, as PostgreSQL shows it in {@code pg_stat_activity}. All processes of one application are one client.
     *
     * @param role the role that is logged in
     * @param program the name that the program gave itself, {@code application_name}; may be empty
     * @since 0.1
     */
    public record Client(String role, String program) {
        /**
         * Refuses nulls.
         *
         * @param role the role that is logged in
         * @param program the name that the program gave itself, {@code application_name}; may be empty
         */
        public Client {
            requireNonNull(role, "role");
            requireNonNull(program, "program");
        }
    }

    /**
     * Copies the map.
     *
     * @param byClient their number, 1 or greater
     */
    public Sessions {
        byClient = Map.copyOf(byClient);
    }

    /**
     * Counts clients.
     *
     * @param clients the client of each session
     * @return their sessions
     */
    public static Sessions of(Iterable<Client> clients) {
        Map<Client, Integer> counts = new HashMap<>();
        clients.forEach(client -> counts.merge(client, 1, Integer::sum));
        return new Sessions(counts);
    }

    /**
     * All sessions of all clients.
     *
     * @return their number
     */
    public int count() {
        return byClient.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Whether an application has its sessions again that were ended, and has used them since. Clients of which none is back are not
     * waited for: a person who looks at the database with a tool of their own comes back when they like.
     *
     * @param now the sessions of a later moment
     * @return true if clients are back, each with as many sessions as it had
     */
    public boolean areBack(Sessions now) {
        List<Client> back =
                byClient.keySet().stream().filter(client -> now.of(client) > 0).toList();
        return !back.isEmpty() && back.stream().allMatch(client -> now.of(client) >= of(client));
    }

    private int of(Client client) {
        return byClient.getOrDefault(client, 0);
    }
}
