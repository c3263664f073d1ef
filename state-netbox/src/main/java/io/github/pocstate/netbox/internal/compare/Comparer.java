package io.github.pocstate.netbox.internal.compare;

import io.github.pocstate.Goal;
import io.github.pocstate.config.LabSettings;
import io.github.pocstate.netbox.internal.compare.Difference.AddressCreation;
import io.github.pocstate.netbox.internal.compare.Difference.AddressRemoval;
import io.github.pocstate.netbox.internal.compare.Difference.DeviceWork;
import io.github.pocstate.netbox.internal.compare.Difference.JournalCreation;
import io.github.pocstate.netbox.internal.compare.Difference.JournalRemoval;
import io.github.pocstate.netbox.internal.compare.QueueDifference.ServerEvent;
import io.github.pocstate.netbox.model.Address;
import io.github.pocstate.netbox.model.Cabling;
import io.github.pocstate.netbox.model.Cabling.Layout;
import io.github.pocstate.netbox.model.HostAddress;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.model.JournalEntry;
import io.github.pocstate.netbox.model.Note;
import io.github.pocstate.netbox.model.Obstacle;
import io.github.pocstate.netbox.model.Server;
import io.github.pocstate.netbox.model.Wiring;
import io.github.pocstate.netbox.phase.Discovery;
import io.github.pocstate.netbox.phase.NetBoxPhase;
import io.github.pocstate.netbox.phase.ServerState;
import io.github.pocstate.plan.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares a lab with a phase, one server after the other; not thread-safe. */
final class Comparer {

    private static final Discovery NO_DISCOVERY = new Discovery(Optional.empty(), Optional.empty());

    private final List<AddressRemoval> addressRemovals = new ArrayList<>();
    private final List<AddressCreation> addressCreations = new ArrayList<>();
    private final List<DeviceWork> onTheWay = new ArrayList<>();
    private final List<JournalCreation> journalCreations = new ArrayList<>();
    private final List<CableWork> cables = new ArrayList<>();
    private final List<DeviceWork> arrivals = new ArrayList<>();
    private final List<JournalRemoval> journalRemovals = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final List<Failure> conflicts = new ArrayList<>();
    private final Map<Long, Long> addressIds = new HashMap<>();
    private final Map<String, Integer> checked = new HashMap<>();

    Difference compare(Goal goal, Inventory inventory, NetBoxPhase phase, LabSettings settings) {
        Map<Long, Discovery> discoveries = BmcDiscovery.of(inventory, settings);
        List<ServerEvent> discoveryEvents = new ArrayList<>();
        List<ServerEvent> updateEvents = new ArrayList<>();
        for (Server server : inventory.servers()) {
            ServerState wanted = phase.wanted(server, discoveries.getOrDefault(server.id(), NO_DISCOVERY));
            compareAddresses(server, wanted);
            compareDevice(server, wanted);
            compareCables(server, wanted);
            compareJournal(server, wanted);
            wanted.failure().ifPresent(failures::add);
            wanted.updateEvent().ifPresent(event -> updateEvents.add(new ServerEvent(server.id(), event)));
            wanted.discoveryEvent()
                    .filter(event -> goal.publishDiscovery())
                    .ifPresent(event -> discoveryEvents.add(new ServerEvent(server.id(), event)));
        }
        checked.merge("events", discoveryEvents.size() + updateEvents.size(), Integer::sum);
        checked.put("devices", inventory.servers().size());
        Optional<QueueDifference.Scoped> scoped = goal.scope().isWholeLab()
                ? Optional.empty()
                : Optional.of(new EventOwners(inventory, phase, discoveries).scoped());
        return new Difference(
                addressRemovals,
                addressCreations,
                onTheWay,
                journalCreations,
                cables,
                arrivals,
                journalRemovals,
                QueueDifference.of(inventory.discoveryQueue(), discoveryEvents, scoped),
                QueueDifference.of(inventory.updateQueue(), updateEvents, scoped),
                failures,
                conflicts,
                addressIds,
                checked);
    }

    private void compareAddresses(Server server, ServerState wanted) {
        Optional<Long> bmc = server.bmc().map(port -> port.id());
        Optional<Address> right = wanted.bmcAddress()
                .flatMap(address -> server.addresses().stream()
                        .filter(held ->
                                bmc.filter(id -> id == held.interfaceId()).isPresent() && address.isSameAs(held))
                        .findFirst());
        right.ifPresent(address -> addressIds.put(server.id(), address.id()));
        server.addresses().stream()
                .filter(held -> right.filter(held::equals).isEmpty())
                .forEach(held -> addressRemovals.add(new AddressRemoval(server, held)));
        if (wanted.bmcAddress().isPresent()) {
            count("ip-addresses");
            if (right.isEmpty() && bmc.isPresent()) {
                addressCreations.add(new AddressCreation(
                        server, bmc.get(), wanted.bmcAddress().get()));
            }
        }
    }

    private void compareDevice(Server server, ServerState wanted) {
        Optional<HostAddress> oob = wanted.bmcAddress().filter(address -> !isOob(server));
        boolean arrived = server.status().equals(wanted.status());
        boolean goesVia = wanted.via()
                .filter(via -> !server.status().equals(via))
                .filter(via -> !arrived || !cameAllTheWay(server, wanted))
                .isPresent();
        if (goesVia) {
            onTheWay.add(new DeviceWork(server, wanted.via(), oob));
            arrivals.add(new DeviceWork(server, Optional.of(wanted.status()), Optional.empty()));
        } else if (!arrived || oob.isPresent()) {
            arrivals.add(new DeviceWork(server, Optional.of(wanted.status()).filter(status -> !arrived), oob));
        }
    }

    private boolean isOob(Server server) {
        Long address = addressIds.get(server.id());
        return address != null && server.oobIp().isPresent() && server.oobIp().getAsLong() == address;
    }

    /** The same status may have been reached another way, such as failed by a failed discovery. */
    private static boolean cameAllTheWay(Server server, ServerState wanted) {
        return !wanted.inverted()
                || server.cabling().layout() != Layout.AS_BUILT
                || server.recordedWiring().isPresent();
    }

    private void compareCables(Server server, ServerState wanted) {
        Cabling cabling = server.cabling();
        if (cabling.layout() == Layout.CHANGED_BY_OTHERS) {
            Obstacle obstacle = cabling.obstacle().orElseThrow();
            conflicts.add(new Failure(server.name(), obstacle.reason(), obstacle.remedy()));
        }
        if (cabling.asBuilt().isEmpty()) {
            return;
        }
        count("cables");
        count("cables");
        Layout layout = wanted.inverted() ? Layout.INVERTED : Layout.AS_BUILT;
        if (cabling.layout() != layout) {
            Wiring asBuilt = cabling.asBuilt().get();
            cables.add(new CableWork(server, wanted.inverted() ? asBuilt.exchanged() : asBuilt, wanted.inverted()));
            if (server.recordedWiring()
                            .filter(asBuilt::isSameAs)
                            .filter(asBuilt::hasSameCablesAs)
                            .isEmpty()
                    && wanted.note().flatMap(Note::wiring).isEmpty()) {
                journalCreations.add(new JournalCreation(server, record(asBuilt)));
            }
        }
    }

    /** Kept while cables are touched, so that an interrupted exchange can be finished; the next reading removes it. */
    private static Note record(Wiring asBuilt) {
        return new Note("info", "The production cables are being put back as built.", Optional.of(asBuilt));
    }

    private void compareJournal(Server server, ServerState wanted) {
        Optional<JournalEntry> right = wanted.note()
                .flatMap(note -> server.journal().stream()
                        .filter(entry -> says(entry.note(), note))
                        .findFirst());
        wanted.note().ifPresent(note -> {
            count("journal-entries");
            if (right.isEmpty()) {
                journalCreations.add(new JournalCreation(server, note));
            }
        });
        server.journal().stream()
                .filter(entry -> right.filter(entry::equals).isEmpty())
                .filter(entry -> !isNeeded(entry, server.cabling()))
                .forEach(entry -> journalRemovals.add(new JournalRemoval(server, entry)));
    }

    /** The wiring on record goes only when the cables lie as recorded. */
    private static boolean isNeeded(JournalEntry entry, Cabling cabling) {
        return cabling.layout() == Layout.CHANGED_BY_OTHERS
                && entry.note().wiring().isPresent();
    }

    private static boolean says(Note found, Note wanted) {
        return found.kind().equals(wanted.kind())
                && found.text().equals(wanted.text())
                && (wanted.wiring().isEmpty()
                        || found.wiring()
                                .filter(wanted.wiring().get()::isSameAs)
                                .isPresent());
    }

    private void count(String kind) {
        checked.merge(kind, 1, Integer::sum);
    }
}
