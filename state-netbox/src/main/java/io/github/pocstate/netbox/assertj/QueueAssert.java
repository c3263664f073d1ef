package io.github.pocstate.netbox.assertj;

import java.util.List;
import java.util.Set;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on a queue of events.
 *
 * <p>This class is not thread-safe.
 *
 * @since 0.1
 */
public final class QueueAssert extends AbstractAssert<QueueAssert, List<QueuedEvent>> {

    private final String name;
    private final Set<String> servers;
    private final LabAssert lab;

    QueueAssert(String name, List<QueuedEvent> events, Set<String> servers, LabAssert lab) {
        super(events, QueueAssert.class);
        this.name = name;
        this.servers = servers;
        this.lab = lab;
    }

    /**
     * Nothing is in it.
     *
     * @return this
     */
    public QueueAssert isEmpty() {
        if (!actual.isEmpty()) {
            expected("be empty", holds());
        }
        return this;
    }

    /**
     * So many events are in it.
     *
     * @param count how many
     * @return this
     */
    public QueueAssert hasEvents(int count) {
        if (actual.size() != count) {
            expected("hold " + count + (count == 1 ? " event" : " events"), holds());
        }
        return this;
    }

    /**
     * At least one of its events names this server.
     *
     * @param server the server
     * @return this
     */
    public QueueAssert hasEventFor(String server) {
        if (count(server) == 0) {
            expected("hold an event for server [" + server + "]", holds());
        }
        return this;
    }

    /**
     * It holds exactly one event for each server in scope.
     *
     * @return this
     */
    public QueueAssert hasOneEventPerServer() {
        List<String> offenders = servers.stream()
                .filter(server -> count(server) != 1)
                .map(server -> "[" + server + "] has " + (count(server) == 0 ? "none" : count(server)))
                .toList();
        if (!offenders.isEmpty()) {
            expected(
                    "hold one event for each of " + servers.size() + " servers",
                    "for " + offenders.size() + " that is not so: " + Sentences.first(offenders, ", "));
        }
        return this;
    }

    /**
     * At least one of its events has this value in this field.
     *
     * @param field such as {@code event_type}
     * @param value such as {@code cable_inversion_detected}
     * @return this
     */
    public QueueAssert hasEventWith(String field, String value) {
        if (actual.stream().noneMatch(event -> event.has(field, value))) {
            expected("hold an event whose [" + field + "] is [" + value + "]", holds());
        }
        return this;
    }

    /**
     * Goes back to the lab.
     *
     * @return assertions on the lab
     */
    public LabAssert lab() {
        return lab;
    }

    private long count(String server) {
        return actual.stream()
                .filter(event -> event.server().filter(server::equals).isPresent())
                .count();
    }

    private String holds() {
        if (actual.isEmpty()) {
            return "it is empty";
        }
        List<String> about = actual.stream()
                .map(event -> event.server().orElse("no server in scope"))
                .toList();
        return "it holds " + actual.size() + (actual.size() == 1 ? " event" : " events") + ", about "
                + Sentences.firstNames(about);
    }

    private void expected(String wanted, String found) {
        failWithMessage("%s", "Expected the " + name + " to " + wanted + ", but " + found + ".");
    }
}
