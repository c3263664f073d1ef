package io.github.pocstate.netbox.phase;

import io.github.pocstate.Phase;
import io.github.pocstate.netbox.model.Server;

/** Clean slate: offline, no addresses, cables as built, no journal entry of ours, no events. */
public final class PhaseZero implements NetBoxPhase {

    /** Makes the phase. */
    public PhaseZero() {}

    @Override
    public ServerState wanted(Server server, Discovery discovery) {
        return ServerState.of("offline");
    }

    @Override
    public String name() {
        return Phase.ZERO.name();
    }

    @Override
    public int number() {
        return Phase.ZERO.number();
    }

    @Override
    public String title() {
        return Phase.ZERO.title();
    }
}
