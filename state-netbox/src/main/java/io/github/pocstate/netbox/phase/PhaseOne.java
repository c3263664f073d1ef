package io.github.pocstate.netbox.phase;

import io.github.pocstate.Phase;
import io.github.pocstate.netbox.model.BmcInterface;
import io.github.pocstate.netbox.model.HostAddress;
import io.github.pocstate.netbox.model.Note;
import io.github.pocstate.netbox.model.Server;
import io.github.pocstate.plan.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** BMC discovery complete: planned with a BMC address, or failed with a journal entry that says why. */
public final class PhaseOne implements NetBoxPhase {

    /** Makes the phase. */
    public PhaseOne() {}

    @Override
    public ServerState wanted(Server server, Discovery discovery) {
        return discovery
                .failure()
                .map(PhaseOne::failed)
                .orElseGet(() -> discovered(server, discovery.address().orElseThrow()));
    }

    private static ServerState discovered(Server server, HostAddress address) {
        String mac = server.bmc().flatMap(BmcInterface::macAddress).orElse("");
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_type", "bmc_dhcp_lease");
        event.put("mac_address", mac);
        event.put("ip_address", address.plain());
        event.put("hostname", server.name());
        event.put("source", "poc-state");
        return ServerState.of("planned").withBmcAddress(Optional.of(address)).withDiscoveryEvent(new Event(event));
    }

    private static ServerState failed(Failure failure) {
        String text = "BMC discovery failed: the server " + failure.reason() + ".\n\nTo do: " + failure.remedy() + ".";
        return ServerState.of("failed")
                .withNote(new Note("danger", text, Optional.empty()))
                .withFailure(failure);
    }

    @Override
    public String name() {
        return Phase.ONE.name();
    }

    @Override
    public int number() {
        return Phase.ONE.number();
    }

    @Override
    public String title() {
        return Phase.ONE.title();
    }
}
