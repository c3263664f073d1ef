package io.github.pocstate.netbox.assertj;

import io.github.pocstate.Phase;
import io.github.pocstate.netbox.model.Server;
import io.github.pocstate.verify.Deviation;
import io.github.pocstate.verify.Verification;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on a lab; begins at {@link PocStateAssertions}. A failure names the first offenders and how many there are.
 *
 * <p>This class is not thread-safe.
 *
 * @since 0.1
 */
public final class LabAssert extends AbstractAssert<LabAssert, Look> {

    LabAssert(Look look) {
        super(look, LabAssert.class);
    }

    /**
     * The lab is in a phase, as {@code PocSession.verify} proves it.
     *
     * @param phase the phase
     * @return this
     */
    public LabAssert isIn(Phase phase) {
        Verification proof = actual.compareWith(phase);
        if (!proof.passed()) {
            List<String> deviations =
                    proof.deviations().stream().map(Deviation::toString).toList();
            failWithMessage(
                    "%s",
                    "Expected the lab to be in phase " + words(phase) + ", but "
                            + proof.differenceInWords()
                            + ":\n  " + Sentences.first(deviations, "\n  "));
        }
        return this;
    }

    /**
     * At least one object differs from a phase.
     *
     * @param phase the phase
     * @return this
     */
    public LabAssert isNotIn(Phase phase) {
        Verification proof = actual.compareWith(phase);
        if (proof.passed()) {
            failWithMessage("%s", "Expected the lab not to be in phase " + words(phase) + ", but it is.");
        }
        return this;
    }

    /**
     * So many servers are in scope.
     *
     * @param count how many
     * @return this
     */
    public LabAssert hasServers(int count) {
        List<String> names = names();
        if (names.size() != count) {
            failWithMessage(
                    "%s",
                    "Expected the lab to have " + count + " servers, but it has " + names.size() + ": "
                            + Sentences.firstNames(names) + ".");
        }
        return this;
    }

    /**
     * Goes on with every server in scope.
     *
     * @return assertions on all of them
     */
    public ServersAssert servers() {
        return new ServersAssert(actual.inventory().servers(), this);
    }

    /**
     * Goes on with one server, which must be in scope.
     *
     * @param name its name
     * @return assertions on it
     */
    public ServerAssert server(String name) {
        Optional<Server> found = actual.inventory().servers().stream()
                .filter(server -> server.name().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            List<String> names = names();
            failWithMessage(
                    "%s",
                    "Expected the lab to have a server [" + name + "], but its " + names.size() + " servers are "
                            + Sentences.firstNames(names) + ".");
        }
        return new ServerAssert(found.orElseThrow(), this);
    }

    /**
     * Goes on with the queue of discovery events.
     *
     * @return assertions on it
     */
    public QueueAssert discoveryQueue() {
        return queue("discovery queue", actual.inventory().discoveryQueue());
    }

    /**
     * Goes on with the queue of cable events.
     *
     * @return assertions on it
     */
    public QueueAssert updateQueue() {
        return queue("update queue", actual.inventory().updateQueue());
    }

    private QueueAssert queue(String name, List<String> elements) {
        Set<String> servers = new LinkedHashSet<>(names());
        List<QueuedEvent> events = elements.stream()
                .map(element -> QueuedEvent.read(element, servers))
                .toList();
        return new QueueAssert(name, events, servers, this);
    }

    private List<String> names() {
        return actual.inventory().servers().stream().map(Server::name).toList();
    }

    private static String words(Phase phase) {
        return phase.name() + " (" + phase.title() + ")";
    }
}
