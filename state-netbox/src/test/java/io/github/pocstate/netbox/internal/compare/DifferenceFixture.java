package io.github.pocstate.netbox.internal.compare;

import static io.github.pocstate.netbox.Specimens.SETTINGS;
import static io.github.pocstate.netbox.Specimens.goal;
import static io.github.pocstate.netbox.Specimens.lab;
import static io.github.pocstate.netbox.Specimens.server;

import io.github.pocstate.Goal;
import io.github.pocstate.Phase;
import io.github.pocstate.netbox.Specimens.ServerBuilder;
import io.github.pocstate.netbox.internal.compare.Difference.DeviceWork;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.model.Note;
import java.util.List;

/** What is between a lab on paper and a phase, and the lab once it was restored. */
final class DifferenceFixture {

    private DifferenceFixture() {}

    static Difference between(Inventory lab, Phase phase) {
        return between(lab, goal(phase));
    }

    static Difference between(Inventory lab, Goal goal) {
        return Difference.between(goal, lab, NetBoxPhases.find(goal.phase()).orElseThrow(), SETTINGS);
    }

    static Difference between(ServerBuilder server, Phase phase) {
        return between(lab(server.build()), phase);
    }

    static boolean isEmpty(Difference difference) {
        return hasArrivalsOnly(difference) && difference.arrivals().isEmpty();
    }

    static boolean hasArrivalsOnly(Difference difference) {
        return difference.addressRemovals().isEmpty()
                && difference.addressCreations().isEmpty()
                && difference.onTheWay().isEmpty()
                && difference.journalCreations().isEmpty()
                && difference.cables().isEmpty()
                && difference.journalRemovals().isEmpty()
                && difference.discoveryQueue().isEmpty()
                && difference.updateQueue().isEmpty();
    }

    /** What the engine does: three passes at most. */
    static Inventory restored(Inventory start, Phase phase) {
        Inventory lab = start;
        for (int pass = 0; pass < 3; pass++) {
            lab = PaperLab.apply(between(lab, phase), lab);
        }
        return lab;
    }

    /** The journal entry of a server whose cables were inverted. */
    static Note inverted(long server) {
        return restored(lab(server(server).build()), Phase.TWO)
                .servers()
                .get(0)
                .journal()
                .get(0)
                .note();
    }

    /** Name, status and out-of-band address of each device, {@code -} for what stays as it is. */
    static List<String> statuses(List<DeviceWork> work) {
        return work.stream()
                .map(device -> device.server().name() + " " + device.status().orElse("-") + " "
                        + device.oob().map(Object::toString).orElse("-"))
                .toList();
    }
}
