package io.github.pocstate.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import inet.ipaddr.IPAddressString;
import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.config.PocConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long restores take beside a bare bulk writer of the same objects, in one run on one lab.
 *
 * <p>{@code java -cp state-cli/target/poc-state.jar io.github.pocstate.cli.bench.TransitionBenchmark}, with
 * the environment of a lab that may be written to. The lab ends in phase ZERO.
 */
public final class TransitionBenchmark {

    private final PocConfig config;
    private final Map<String, Long> millis = new TreeMap<>();

    private TransitionBenchmark(PocConfig config) {
        this.config = config;
    }

    /**
     * Measures and prints a table.
     *
     * @param args none
     */
    public static void main(String[] args) {
        new TransitionBenchmark(PocConfig.load()).run();
    }

    private void run() {
        restore("any to ZERO", Phase.ZERO);
        try (BareBulkWriter bare = new BareBulkWriter(config.netBox())) {
            Lab lab = Lab.read(bare, config);
            measure("bare writer, ZERO to ONE", () -> lab.zeroToOne(bare));
            restore("ONE again", Phase.ONE);
            measure("bare writer, ONE to TWO", () -> lab.oneToTwo(bare));
        }
        restore("TWO, what the bare writer left out", Phase.TWO);
        restore("TWO to ZERO", Phase.ZERO);
        restore("ZERO again", Phase.ZERO);
        restore("restore, ZERO to ONE", Phase.ONE);
        restore("restore, ONE to TWO", Phase.TWO);
        restore("TWO again", Phase.TWO);
        print();
        restore("any to ZERO", Phase.ZERO);
    }

    private void restore(String name, Phase phase) {
        measure(name, () -> {
            try (PocSession session = PocSession.open(config)) {
                session.restore(phase);
            }
        });
    }

    private void measure(String name, Runnable work) {
        long start = System.nanoTime();
        work.run();
        long took = Duration.ofNanos(System.nanoTime() - start).toMillis();
        millis.put(name, took);
        System.err.printf(Locale.ROOT, "%-40s %8.2f s%n", name, took / 1000.0);
    }

    private void print() {
        for (String way : List.of("ZERO to ONE", "ONE to TWO")) {
            long bare = millis.getOrDefault("bare writer, " + way, 1L);
            long ours = millis.getOrDefault("restore, " + way, 0L);
            System.out.printf(
                    Locale.ROOT,
                    "%s: bare writer %.1f s, restore with reading and proof %.1f s, ratio %.2f%n",
                    way,
                    bare / 1000.0,
                    ours / 1000.0,
                    (double) ours / bare);
        }
    }

    /** What the bare writer must know, read beforehand and not measured. */
    private static final class Lab {

        private final Map<Long, Map<String, Object>> addressByDevice = new TreeMap<>();
        private final List<Long> devices = new ArrayList<>();
        private final Map<Long, List<Nic>> nicsByDevice = new HashMap<>();

        private record Nic(long cable, String farSide, long farPort) {}

        static Lab read(BareBulkWriter bare, PocConfig config) {
            Lab lab = new Lab();
            Map<Long, String> prefixBySite = new HashMap<>();
            for (JsonNode prefix :
                    results(bare, "ipam/prefixes/?role=" + config.lab().bmcPrefixRole() + "&limit=1000")) {
                prefixBySite.put(
                        prefix.path("scope_id").asLong(), prefix.path("prefix").asText());
            }
            Map<Long, Integer> handedOut = new HashMap<>();
            Map<Long, Long> siteByDevice = new HashMap<>();
            for (JsonNode device : results(bare, "dcim/devices/?status=offline&limit=1000&fields=id,site")) {
                siteByDevice.put(
                        device.path("id").asLong(),
                        device.path("site").path("id").asLong());
                lab.devices.add(device.path("id").asLong());
            }
            String bmcs = "dcim/interfaces/?name=" + config.lab().bmcInterface() + "&limit=1000&fields=id,device";
            for (JsonNode port : results(bare, bmcs)) {
                long device = port.path("device").path("id").asLong();
                long site = siteByDevice.getOrDefault(device, -1L);
                if (prefixBySite.containsKey(site)) {
                    int host = handedOut.merge(site, 1, Integer::sum);
                    String address = new IPAddressString(prefixBySite.get(site))
                            .getAddress()
                            .getLower()
                            .increment(host)
                            .toCanonicalString();
                    lab.addressByDevice.put(
                            device,
                            Map.of(
                                    "address",
                                    address,
                                    "status",
                                    "active",
                                    "assigned_object_type",
                                    "dcim.interface",
                                    "assigned_object_id",
                                    port.path("id").asLong()));
                }
            }
            String nics = "dcim/interfaces/?description__isw="
                    + config.lab().nicDescription().replace(" ", "%20")
                    + "&limit=1000&fields=id,device,cable,cable_end,link_peers";
            for (JsonNode nic : results(bare, nics)) {
                lab.nicsByDevice
                        .computeIfAbsent(nic.path("device").path("id").asLong(), id -> new ArrayList<>())
                        .add(new Nic(
                                nic.path("cable").path("id").asLong(),
                                nic.path("cable_end").asText().equals("A") ? "b_terminations" : "a_terminations",
                                nic.path("link_peers").path(0).path("id").asLong()));
            }
            return lab;
        }

        void zeroToOne(BareBulkWriter bare) {
            Map<Long, Long> addressIds = new ConcurrentHashMap<>();
            Map<Long, Long> deviceByPort = new HashMap<>();
            addressByDevice.forEach(
                    (device, address) -> deviceByPort.put((Long) address.get("assigned_object_id"), device));
            bare.batches(
                    new ArrayList<>(addressByDevice.values()),
                    batch -> bare.send(
                                    "POST",
                                    "ipam/ip-addresses/?fields=id,address,status,assigned_object_type,assigned_object_id",
                                    batch)
                            .forEach(made -> addressIds.put(
                                    deviceByPort.get(
                                            made.path("assigned_object_id").asLong()),
                                    made.path("id").asLong())));
            bare.patch(
                    "dcim/devices/?fields=id,status,oob_ip",
                    addressIds.entrySet().stream()
                            .<Map<String, Object>>map(entry ->
                                    Map.of("id", entry.getKey(), "status", "planned", "oob_ip", entry.getValue()))
                            .toList());
        }

        void oneToTwo(BareBulkWriter bare) {
            long tag = tag(bare);
            bare.patch("dcim/devices/?fields=id,status", status("discovered"));
            bare.post(
                    "extras/journal-entries/?fields=id,assigned_object_type,assigned_object_id,kind,comments,tags",
                    devices.stream()
                            .<Map<String, Object>>map(device -> Map.of(
                                    "assigned_object_type", "dcim.device",
                                    "assigned_object_id", device,
                                    "kind", "danger",
                                    "comments", "Cable validation failed: the production cables are inverted.",
                                    "tags", List.of(tag)))
                            .toList());
            bare.batches(new ArrayList<>(nicsByDevice.values()), pairs -> exchange(bare, pairs, tag));
            bare.patch("dcim/devices/?fields=id,status", status("failed"));
        }

        private static void exchange(BareBulkWriter bare, List<List<Nic>> pairs, long tag) {
            List<Map<String, Object>> detached = new ArrayList<>();
            List<Map<String, Object>> exchanged = new ArrayList<>();
            for (List<Nic> pair : pairs) {
                Nic one = pair.get(0);
                Nic two = pair.get(1);
                Nic higher = one.cable() > two.cable() ? one : two;
                detached.add(Map.of("id", higher.cable(), higher.farSide(), List.of()));
                exchanged.add(to(one, two.farPort(), tag));
                exchanged.add(to(two, one.farPort(), tag));
            }
            bare.send("PATCH", "dcim/cables/?fields=id,a_terminations,b_terminations", detached);
            bare.send("PATCH", "dcim/cables/?fields=id,a_terminations,b_terminations,add_tags", exchanged);
        }

        private static Map<String, Object> to(Nic nic, long port, long tag) {
            return Map.of(
                    "id",
                    nic.cable(),
                    nic.farSide(),
                    List.of(Map.of("object_type", "dcim.interface", "object_id", port)),
                    "add_tags",
                    List.of(tag));
        }

        private List<Map<String, Object>> status(String status) {
            return devices.stream()
                    .<Map<String, Object>>map(device -> Map.of("id", device, "status", status))
                    .toList();
        }

        private static long tag(BareBulkWriter bare) {
            JsonNode known = bare.get("extras/tags/?slug=poc-state").path("results");
            return known.isEmpty()
                    ? bare.send("POST", "extras/tags/", Map.of("name", "poc-state", "slug", "poc-state"))
                            .path("id")
                            .asLong()
                    : known.path(0).path("id").asLong();
        }

        private static List<JsonNode> results(BareBulkWriter bare, String path) {
            List<JsonNode> all = new ArrayList<>();
            for (int offset = 0; ; offset += 1000) {
                JsonNode page = bare.get(path + "&ordering=id&offset=" + offset);
                page.path("results").forEach(all::add);
                if (page.path("next").isNull()) {
                    return all;
                }
            }
        }
    }
}
