package io.github.pocstate.netbox;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import io.github.pocstate.Goal;
import io.github.pocstate.Phase;
import io.github.pocstate.Scope;
import io.github.pocstate.config.LabSettings;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Secret;
import io.github.pocstate.netbox.model.Address;
import io.github.pocstate.netbox.model.AddressPool;
import io.github.pocstate.netbox.model.BmcInterface;
import io.github.pocstate.netbox.model.CableEnd;
import io.github.pocstate.netbox.model.Cabling;
import io.github.pocstate.netbox.model.FarEnd;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.netbox.model.JournalEntry;
import io.github.pocstate.netbox.model.NaturalOrder;
import io.github.pocstate.netbox.model.Note;
import io.github.pocstate.netbox.model.ProductionNic;
import io.github.pocstate.netbox.model.Server;
import io.github.pocstate.netbox.model.Wiring;
import io.github.pocstate.netbox.model.Wiring.Link;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Servers, cables and labs for tests, all numbers derived from the number of the server: server 7 is {@code srv-7}, has
 * the BMC interface 71, the cables 701 and 702, built to the ports 7001 and 7002.
 */
public final class Specimens {
    public static final LabSettings SETTINGS = config().build().lab();
    public static final long TAG = 99;

    private Specimens() {}

    public static PocConfig.Builder config() {
        return PocConfig.builder().netBox(URI.create("http://127.0.0.1:8000"), Secret.of("0123456789"));
    }

    public static Goal goal(Phase phase) {
        return new Goal(phase, Scope.ALL, false);
    }

    public static IPAddress ip(String text) {
        return new IPAddressString(text).getAddress();
    }

    public static AddressPool pool(long site, String prefix, String... taken) {
        return new AddressPool(
                site,
                ip(prefix),
                OptionalLong.empty(),
                Set.copyOf(Arrays.stream(taken).map(Specimens::ip).toList()),
                Set.of(),
                List.of());
    }

    public static FarEnd port(long id) {
        return new FarEnd("dcim.interface", List.of(id), "switch-" + id, "xe-0/0/" + id);
    }

    public static ProductionNic nic(long server, int number) {
        return new ProductionNic(server * 10 + 2 + number, "eth" + (number - 1), Optional.empty());
    }

    public static ProductionNic cabled(long server, int number, long port) {
        return cabled(server, number, Optional.of(port(port)), false);
    }

    public static ProductionNic cabled(long server, int number, Optional<FarEnd> far, boolean marked) {
        ProductionNic nic = nic(server, number);
        CableEnd cable = new CableEnd(server * 100 + number, "A", far, marked, Map.of(), Optional.empty());
        return new ProductionNic(nic.interfaceId(), nic.name(), Optional.of(cable));
    }

    /** The wiring as built. */
    public static Wiring asBuilt(long server) {
        return wiring(server * 1000 + 1, server * 1000 + 2);
    }

    public static Wiring wiring(long firstPort, long secondPort) {
        return new Wiring(new Link("eth0", port(firstPort), Map.of()), new Link("eth1", port(secondPort), Map.of()));
    }

    public static Inventory lab(Server... servers) {
        return lab(Scope.ALL, List.of(servers), List.of(pool(1, "10.55.1.0/24")), List.of(), List.of());
    }

    public static Inventory lab(
            Scope scope, List<Server> servers, List<AddressPool> pools, List<String> discovery, List<String> update) {
        List<Server> ordered = servers.stream()
                .sorted(Comparator.comparing(Server::name, NaturalOrder.INSTANCE))
                .toList();
        return new Inventory(
                scope, ordered, List.of(), pools, List.of(), Map.of(), OptionalLong.of(TAG), discovery, update);
    }

    public static ServerBuilder server(long number) {
        return new ServerBuilder(number);
    }

    /** A server in phase ZERO unless told otherwise. */
    public static final class ServerBuilder {
        private final long number;
        private String status = "offline";
        private OptionalLong site = OptionalLong.of(1);
        private OptionalLong oob = OptionalLong.empty();
        private Optional<BmcInterface> bmc;
        private final List<Address> addresses = new ArrayList<>();
        private List<ProductionNic> nics;
        private final List<JournalEntry> journal = new ArrayList<>();

        private ServerBuilder(long number) {
            this.number = number;
            this.bmc = Optional.of(
                    new BmcInterface(number * 10 + 1, Optional.of("AA:BB:CC:00:00:" + String.format("%02X", number))));
            cabledTo(number * 1000 + 1, number * 1000 + 2);
        }

        public ServerBuilder status(String name) {
            status = name;
            return this;
        }

        public ServerBuilder site(long id) {
            site = OptionalLong.of(id);
            return this;
        }

        public ServerBuilder withoutSite() {
            site = OptionalLong.empty();
            return this;
        }

        public ServerBuilder withoutBmc() {
            bmc = Optional.empty();
            return this;
        }

        public ServerBuilder withoutMac() {
            bmc = Optional.of(new BmcInterface(number * 10 + 1, Optional.empty()));
            return this;
        }

        public ServerBuilder oob(long address) {
            oob = OptionalLong.of(address);
            return this;
        }

        public ServerBuilder bmcAddress(long id, String address) {
            addresses.add(new Address(id, number * 10 + 1, ip(address), OptionalLong.empty()));
            return this;
        }

        public ServerBuilder mgmtAddress(long id, String address) {
            addresses.add(new Address(id, number * 10 + 2, ip(address), OptionalLong.empty()));
            return this;
        }

        public ServerBuilder nics(ProductionNic... some) {
            nics = List.of(some);
            return this;
        }

        public ServerBuilder cabledTo(long firstPort, long secondPort) {
            return nics(cabled(number, 1, firstPort), cabled(number, 2, secondPort));
        }

        /** Far ends exchanged, both cables tagged. */
        public ServerBuilder inverted() {
            return nics(
                    cabled(number, 1, Optional.of(port(number * 1000 + 2)), true),
                    cabled(number, 2, Optional.of(port(number * 1000 + 1)), true));
        }

        public ServerBuilder journal(long id, Note note) {
            journal.add(new JournalEntry(id, note));
            return this;
        }

        /** A journal entry of ours that holds the wiring as built. */
        public ServerBuilder recorded() {
            return journal(number * 10_000, new Note("info", "A record.", Optional.of(asBuilt(number))));
        }

        public Server build() {
            Server server = new Server(
                    number,
                    "srv-" + number,
                    status,
                    site,
                    oob,
                    bmc,
                    addresses,
                    Cabling.of(List.of(), Optional.empty()),
                    journal);
            return server.withCabling(Cabling.of(nics, server.recordedWiring()));
        }
    }
}
