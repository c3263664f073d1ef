package io.github.pocstate.netbox.internal.compare;

import io.github.pocstate.netbox.Specimens;
import io.github.pocstate.netbox.internal.compare.Difference.DeviceWork;
import io.github.pocstate.netbox.model.Address;
import io.github.pocstate.netbox.model.CableEnd;
import io.github.pocstate.netbox.model.Cabling;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.model.JournalEntry;
import io.github.pocstate.netbox.model.ProductionNic;
import io.github.pocstate.netbox.model.Server;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** A lab on paper: carries a difference out and tells what the lab looks like then. */
final class PaperLab {
    private static final AtomicLong NEXT_ID = new AtomicLong(1_000_000);

    private PaperLab() {}

    static Inventory apply(Difference difference, Inventory inventory) {
        List<Server> servers = inventory.servers().stream()
                .map(server -> apply(difference, server))
                .toList();
        return new Inventory(
                inventory.scope(),
                servers,
                inventory.namesakes(),
                inventory.pools(),
                inventory.neighbours(),
                inventory.otherHolders(),
                OptionalLong.of(Specimens.TAG),
                queue(inventory.discoveryQueue(), difference.discoveryQueue()),
                queue(inventory.updateQueue(), difference.updateQueue()));
    }

    private static Server apply(Difference difference, Server server) {
        List<Address> addresses = new ArrayList<>(server.addresses());
        OptionalLong oob = server.oobIp();
        for (var removal : difference.addressRemovals()) {
            if (removal.server().id() == server.id() && addresses.remove(removal.address())) {
                long id = removal.address().id();
                oob = oob.isPresent() && oob.getAsLong() == id ? OptionalLong.empty() : oob;
            }
        }
        for (var creation : difference.addressCreations()) {
            if (creation.server().id() == server.id()) {
                addresses.add(new Address(
                        NEXT_ID.getAndIncrement(),
                        creation.interfaceId(),
                        creation.address().host(),
                        creation.address().vrf()));
            }
        }
        String status = server.status();
        List<DeviceWork> devices = new ArrayList<>(difference.onTheWay());
        devices.addAll(difference.arrivals());
        for (DeviceWork work : devices) {
            if (work.server().id() == server.id()) {
                status = work.status().orElse(status);
                oob = work.oob()
                        .map(wanted -> addresses.stream()
                                .filter(wanted::isSameAs)
                                .mapToLong(Address::id)
                                .findFirst())
                        .orElse(oob);
            }
        }
        List<JournalEntry> journal = new ArrayList<>(server.journal());
        difference.journalCreations().stream()
                .filter(creation -> creation.server().id() == server.id())
                .forEach(creation -> journal.add(new JournalEntry(NEXT_ID.getAndIncrement(), creation.note())));
        difference.journalRemovals().stream()
                .filter(removal -> removal.server().id() == server.id())
                .forEach(removal -> journal.remove(removal.entry()));
        journal.sort(Comparator.comparingLong(JournalEntry::id));
        Server changed = new Server(
                server.id(),
                server.name(),
                status,
                server.siteId(),
                oob,
                server.bmc(),
                addresses,
                server.cabling(),
                journal);
        List<ProductionNic> nics = difference.cables().stream()
                .filter(work -> work.server().id() == server.id())
                .findFirst()
                .map(PaperLab::cabled)
                .orElse(server.cabling().nics());
        return changed.withCabling(Cabling.of(nics, changed.recordedWiring()));
    }

    private static List<ProductionNic> cabled(CableWork work) {
        return work.nics().stream()
                .map(nic -> new ProductionNic(
                        nic.nic().interfaceId(),
                        nic.nic().name(),
                        Optional.of(new CableEnd(
                                nic.nic().cable().map(CableEnd::cableId).orElseGet(() -> NEXT_ID.getAndIncrement()),
                                "A",
                                Optional.of(nic.far()),
                                nic.marked(),
                                Map.of(),
                                Optional.empty()))))
                .toList();
    }

    private static List<String> queue(List<String> elements, QueueDifference difference) {
        List<String> queue = new ArrayList<>(elements);
        difference.surplus().forEach(queue::remove);
        difference.missing().forEach(event -> queue.add(0, QueueDifference.render(event.event(), "now")));
        return queue;
    }

    /** What a lab looks like, without ids and times. */
    static List<String> describe(Inventory lab) {
        List<String> lines = new ArrayList<>();
        for (Server server : lab.servers()) {
            lines.add(server.name() + " " + server.status());
            server.addresses()
                    .forEach(address -> lines.add("  address " + address.interfaceId() + " " + address.host()
                            + (server.oobIp().equals(OptionalLong.of(address.id())) ? " OOB" : "")));
            server.cabling()
                    .nics()
                    .forEach(nic -> lines.add("  " + nic.name() + " " + nic.far() + (nic.isMarked() ? " tagged" : "")));
            server.journal()
                    .forEach(entry -> lines.add(
                            "  " + entry.note().kind() + " " + entry.note().text()));
        }
        lab.discoveryQueue().stream().map(PaperLab::withoutTime).sorted().forEach(lines::add);
        lab.updateQueue().stream().map(PaperLab::withoutTime).sorted().forEach(lines::add);
        return lines;
    }

    private static String withoutTime(String element) {
        return element.replaceFirst("\"timestamp\":\"[^\"]*\",", "");
    }
}
