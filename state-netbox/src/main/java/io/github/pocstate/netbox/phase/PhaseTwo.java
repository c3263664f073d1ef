package io.github.pocstate.netbox.phase;

import io.github.pocstate.Phase;
import io.github.pocstate.netbox.model.Cabling;
import io.github.pocstate.netbox.model.Note;
import io.github.pocstate.netbox.model.Obstacle;
import io.github.pocstate.netbox.model.Server;
import io.github.pocstate.netbox.model.Wiring;
import io.github.pocstate.plan.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Cable validation complete: production cables inverted, failed through discovered, with a journal entry and an event.
 *
 * <p>A server that failed discovery stays as in phase ONE; one without two production
 * cables of its own stops at discovered.
 */
public final class PhaseTwo implements NetBoxPhase {

    private final PhaseOne one = new PhaseOne();

    /** Makes the phase. */
    public PhaseTwo() {}

    @Override
    public ServerState wanted(Server server, Discovery discovery) {
        ServerState before = one.wanted(server, discovery);
        if (before.failure().isPresent()) {
            return before;
        }
        Cabling cabling = server.cabling();
        return cabling.asBuilt()
                .map(asBuilt -> inverted(before, server, asBuilt))
                .orElseGet(() -> stopped(before, server, cabling.obstacle().orElseThrow()));
    }

    private static ServerState stopped(ServerState before, Server server, Obstacle obstacle) {
        return before.withStatus("discovered")
                .withFailure(new Failure(server.name(), obstacle.reason(), obstacle.remedy()));
    }

    private static ServerState inverted(ServerState before, Server server, Wiring asBuilt) {
        Wiring detected = asBuilt.exchanged();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_type", "cable_inversion_detected");
        event.put("device_name", server.name());
        event.put("original_config", peers(asBuilt));
        event.put("detected_config", peers(detected));
        event.put("status", "failed");
        event.put("source", "poc-state");
        return before.withVia("discovered")
                .withStatus("failed")
                .withInvertedCables()
                .withNote(new Note("danger", text(asBuilt, detected), Optional.of(asBuilt)))
                .withUpdateEvent(new Event(event));
    }

    private static Map<String, Object> peers(Wiring wiring) {
        Map<String, Object> peers = new LinkedHashMap<>();
        wiring.links().forEach(link -> {
            Map<String, Object> peer = new LinkedHashMap<>();
            peer.put("peer_device", link.far().device());
            peer.put("peer_port", link.far().port());
            peers.put(link.nic(), peer);
        });
        return peers;
    }

    private static String text(Wiring original, Wiring detected) {
        StringBuilder text = new StringBuilder("Cable validation failed: the production cables are inverted.\n\n")
                .append("| NIC | original | detected |\n|---|---|---|\n");
        row(text, original.first(), detected.first());
        row(text, original.second(), detected.second());
        return text.append("\nTo do: exchange the two cables, or correct NetBox.")
                .toString();
    }

    private static void row(StringBuilder text, Wiring.Link original, Wiring.Link detected) {
        text.append("| ").append(original.nic()).append(" | ").append(original.far());
        text.append(" | ").append(detected.far()).append(" |\n");
    }

    @Override
    public String name() {
        return Phase.TWO.name();
    }

    @Override
    public int number() {
        return Phase.TWO.number();
    }

    @Override
    public String title() {
        return Phase.TWO.title();
    }
}
