package io.github.pocstate.netbox.internal.compare;

import io.github.pocstate.Goal;
import io.github.pocstate.config.LabSettings;
import io.github.pocstate.netbox.model.Address;
import io.github.pocstate.netbox.model.HostAddress;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.model.JournalEntry;
import io.github.pocstate.netbox.model.Note;
import io.github.pocstate.netbox.model.Server;
import io.github.pocstate.netbox.phase.NetBoxPhase;
import io.github.pocstate.plan.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that stands between a reading of the lab and a phase; nothing that is already right is in it. Immutable and thread-safe.
 *
 * @param addressRemovals addresses that must go
 * @param addressCreations addresses that BMC interfaces must get
 * @param onTheWay what devices must get that pass through another status
 * @param journalCreations journal entries that must be written
 * @param cables production cables that must be exchanged
 * @param arrivals what devices must get in the end
 * @param journalRemovals journal entries that must go
 * @param discoveryQueue what must go into the queue of discovery events, and out of it
 * @param updateQueue the same for the queue of cable inversion events
 * @param failures servers that the phase says have failed
 * @param conflicts servers whose cables were inverted and changed by others since, so that no phase is reached
 * @param addressIds ids of addresses that are already right, by id of the device
 * @param checked what is there when all is well, by kind; tells how much was checked
 */
public record Difference(
        List<AddressRemoval> addressRemovals,
        List<AddressCreation> addressCreations,
        List<DeviceWork> onTheWay,
        List<JournalCreation> journalCreations,
        List<CableWork> cables,
        List<DeviceWork> arrivals,
        List<JournalRemoval> journalRemovals,
        QueueDifference discoveryQueue,
        QueueDifference updateQueue,
        List<Failure> failures,
        List<Failure> conflicts,
        Map<Long, Long> addressIds,
        Map<String, Integer> checked) {

    /** An address that must go. */
    public record AddressRemoval(Server server, Address address) {}

    /** An address that a BMC interface must get. */
    public record AddressCreation(Server server, long interfaceId, HostAddress address) {}

    /** A status or out-of-band address that a device must get. */
    public record DeviceWork(Server server, Optional<String> status, Optional<HostAddress> oob) {}

    /** A journal entry that must be written. */
    public record JournalCreation(Server server, Note note) {}

    /** A journal entry that must go. */
    public record JournalRemoval(Server server, JournalEntry entry) {}

    /** Copies the lists and maps. */
    public Difference {
        addressRemovals = List.copyOf(addressRemovals);
        addressCreations = List.copyOf(addressCreations);
        onTheWay = List.copyOf(onTheWay);
        journalCreations = List.copyOf(journalCreations);
        cables = List.copyOf(cables);
        arrivals = List.copyOf(arrivals);
        journalRemovals = List.copyOf(journalRemovals);
        failures = List.copyOf(failures);
        conflicts = List.copyOf(conflicts);
        addressIds = Map.copyOf(addressIds);
        checked = Map.copyOf(checked);
    }

    /** What stands between a reading and the phase of a goal, for the servers that were read. */
    public static Difference between(Goal goal, Inventory inventory, NetBoxPhase phase, LabSettings settings) {
        return new Comparer().compare(goal, inventory, phase, settings);
    }

    public boolean needsTag() {
        return !journalCreations.isEmpty() || cables.stream().anyMatch(CableWork::inverted);
    }
}
