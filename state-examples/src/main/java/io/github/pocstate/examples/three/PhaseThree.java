package io.github.pocstate.examples.three;

import io.github.pocstate.netbox.model.Note;
import io.github.pocstate.netbox.model.Server;
import io.github.pocstate.netbox.model.Wiring;
import io.github.pocstate.netbox.phase.Discovery;
import io.github.pocstate.netbox.phase.NetBoxPhase;
import io.github.pocstate.netbox.phase.PhaseTwo;
import io.github.pocstate.netbox.phase.ServerState;
import java.util.Optional;

/**
 * Cables corrected: active, with the address of phase ONE, the production cables as built, and a success entry.
 *
 * <p>A server that phase TWO could not invert has nothing to correct and stays as TWO leaves it.
 *
 * @since 0.1
 */
// tag::phase[]
public final class PhaseThree implements NetBoxPhase {

    private final PhaseTwo two = new PhaseTwo();

    @Override
    public ServerState wanted(Server server, Discovery discovery) {
        ServerState inTwo = two.wanted(server, discovery);
        return inTwo.failure().isPresent()
                ? inTwo
                : ServerState.of("active")
                        .withBmcAddress(discovery.address())
                        .withNote(corrected(server.cabling().asBuilt().orElseThrow()));
    }

    private static Note corrected(Wiring asBuilt) {
        StringBuilder text = new StringBuilder("Cable validation passed: the production cables lie as built.\n\n")
                .append("| NIC | leads to |\n|---|---|\n");
        asBuilt.links().forEach(link -> text.append("| %s | %s |\n".formatted(link.nic(), link.far())));
        return new Note("success", text.toString(), Optional.empty());
    }

    @Override
    public String name() {
        return "THREE";
    }

    @Override
    public int number() {
        return 3;
    }

    @Override
    public String title() {
        return "cables corrected";
    }
}
// end::phase[]
