package io.github.pocstate.netbox.internal.compare;

import io.github.pocstate.Phase;
import io.github.pocstate.netbox.phase.NetBoxPhase;
import io.github.pocstate.netbox.phase.PhaseOne;
import io.github.pocstate.netbox.phase.PhaseTwo;
import io.github.pocstate.netbox.phase.PhaseZero;
import java.util.List;
import java.util.Optional;

/** What the phases of {@link Phase} mean for NetBox; a phase of the user's own says so itself. */
public final class NetBoxPhases {

    private static final List<NetBoxPhase> STANDARD = List.of(new PhaseZero(), new PhaseOne(), new PhaseTwo());

    private NetBoxPhases() {}

    static List<NetBoxPhase> standard() {
        return STANDARD;
    }

    public static Optional<NetBoxPhase> find(Phase phase) {
        if (phase instanceof NetBoxPhase own) {
            return Optional.of(own);
        }
        return STANDARD.stream()
                .filter(standard -> standard.name().equals(phase.name()))
                .findFirst();
    }
}
