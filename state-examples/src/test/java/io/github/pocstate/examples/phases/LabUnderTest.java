package io.github.pocstate.examples.phases;

import io.github.pocstate.Phase;
import io.github.pocstate.PocSession;
import io.github.pocstate.RestoreOptions;
import io.github.pocstate.RestoreReport;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Secret;
import io.github.pocstate.config.Setting;
import io.github.pocstate.examples.phases.LabState.Server;
import io.github.pocstate.lab.LabOfTests;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The lab of the tests, read and damaged by SQL, REST and Redis, never by our own client.
 *
 * <p>Tests work on the first 60 servers, or as many as POC_STATE_TEST_SERVERS says. Whatever they do is put back when a
 * class ends. Not thread-safe.
 */
final class LabUnderTest implements AutoCloseable {

    static final int SERVERS = Integer.parseInt(System.getenv().getOrDefault("POC_STATE_TEST_SERVERS", "60"));
    static final String AS_FOUND = "zero";
    static final String TAG = "poc-state";

    private static final Duration QUIET_WITHIN = Duration.ofMinutes(3);

    private final Map<String, String> variables;
    private final Checkpoints checkpoints;
    private final ServerRows rows;
    private final Map<Phase, LabState> direct = new HashMap<>();
    private final Map<String, Long> changes = new HashMap<>();

    final Sql sql;
    final Queues queues;
    final Rest rest;

    private LabUnderTest(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
        sql = Sql.connect(variable("NETBOX_DB_URL"));
        queues = new Queues(variable("REDIS_HOST"), Integer.parseInt(variable("REDIS_PORT")));
        rest = new Rest(variable("NETBOX_URL"), variable("NETBOX_TOKEN"));
        checkpoints = new Checkpoints(sql, queues);
        rows = new ServerRows(sql);
    }

    /** Opens the lab of all tests in phase ZERO and remembers it so. */
    static LabUnderTest open() {
        return open(LabOfTests.variables());
    }

    /** Opens the lab that these variables lead to in phase ZERO and remembers it so. */
    static LabUnderTest open(Map<String, String> variables) {
        LabUnderTest lab = new LabUnderTest(variables);
        lab.restore(Phase.ZERO);
        lab.checkpoints.keep(AS_FOUND);
        lab.direct.put(Phase.ZERO, lab.state());
        return lab;
    }

    String variable(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    // the tool

    /** Settings for this lab, with further ones as wanted; without its database, since these tests are about the API. */
    PocConfig.Builder config() {
        return PocConfig.builder()
                .netBox(URI.create(variable("NETBOX_URL")), Secret.of(variable("NETBOX_TOKEN")))
                .redis(variable("REDIS_HOST"), Integer.parseInt(variable("REDIS_PORT")))
                .set(Setting.NETBOX_DB_URL, "")
                .fromEnvironment();
    }

    PocConfig config(Setting setting, String value) {
        return config().set(setting, value).build();
    }

    static RestoreOptions first(int servers) {
        return RestoreOptions.builder().limit(servers).build();
    }

    RestoreReport restore(Phase phase) {
        return restore(phase, SERVERS);
    }

    RestoreReport restore(Phase phase, int servers) {
        return restore(phase, config().build(), first(servers));
    }

    RestoreReport restore(Phase phase, PocConfig config, RestoreOptions options) {
        try (PocSession session = PocSession.open(config)) {
            return session.restore(phase, options);
        }
    }

    // where the lab is

    /** Brings the lab into a phase: the first time the direct way from ZERO, later as it was then. */
    void goTo(Phase phase) {
        if (phase != Phase.ZERO && !checkpoints.has(phase.name())) {
            goTo(AS_FOUND);
            long before = changeLogRows();
            restore(phase);
            changes.put(Phase.ZERO.name() + phase.name(), changeLogRows() - before);
            checkpoints.keep(phase.name());
            direct.put(phase, state());
        }
        goTo(phase == Phase.ZERO ? AS_FOUND : phase.name());
    }

    void goTo(String checkpoint) {
        waitUntilQuiet();
        checkpoints.goTo(checkpoint);
    }

    boolean has(String checkpoint) {
        return checkpoints.has(checkpoint);
    }

    void keep(String checkpoint) {
        checkpoints.keep(checkpoint);
    }

    /** The state into which the direct way from ZERO leads. */
    LabState direct(Phase phase) {
        if (!direct.containsKey(phase)) {
            goTo(phase);
        }
        return direct.get(phase);
    }

    /** How the lab was found: phase ZERO, with the cables as built. */
    LabState asBuilt() {
        return direct(Phase.ZERO);
    }

    ServerRow asBuiltRow(Server server) {
        return asBuilt().of(server);
    }

    LabState state() {
        return state(servers(SERVERS));
    }

    LabState state(List<Server> servers) {
        TreeMap<String, ServerRow> found = new TreeMap<>();
        servers.forEach(server -> found.put(server.name(), row(server)));
        return new LabState(
                found,
                LabState.withoutTimestamps(queues.read(Queues.DISCOVERY)),
                LabState.withoutTimestamps(queues.read(Queues.UPDATES)));
    }

    ServerRow row(Server server) {
        return rows.of(server);
    }

    /** SQL for the ids of the journal entries that carry our tag. */
    static String ourJournal() {
        return "SELECT i.object_id FROM extras_taggeditem i JOIN extras_tag t ON t.id = i.tag_id"
                + " JOIN django_content_type c ON c.id = i.content_type_id AND c.model = 'journalentry'"
                + " WHERE t.slug = '" + TAG + "'";
    }

    /** The first servers in natural order; names are equally long, so that is the order of their characters. */
    List<Server> servers(int limit) {
        return sql.rows(
                "SELECT d.id, d.name, s.slug FROM dcim_device d JOIN dcim_devicerole r ON r.id = d.role_id"
                        + " JOIN dcim_site s ON s.id = d.site_id WHERE r.slug LIKE '%server%'"
                        + " ORDER BY d.name COLLATE \"C\" LIMIT ?",
                row -> new Server(row.getLong(1), row.getString(2), row.getString(3)), limit);
    }

    List<Server> serversOf(String site, int limit) {
        return sql.rows(
                "SELECT d.id, d.name, s.slug FROM dcim_device d JOIN dcim_devicerole r ON r.id = d.role_id"
                        + " JOIN dcim_site s ON s.id = d.site_id WHERE r.slug LIKE '%server%' AND s.slug = ?"
                        + " ORDER BY d.name COLLATE \"C\" LIMIT ?",
                row -> new Server(row.getLong(1), row.getString(2), row.getString(3)), site, limit);
    }

    Server server(int place) {
        return servers(SERVERS).get(place);
    }

    /** The address each server must get: the lowest free ones of its site's prefix, in order of the names. */
    Map<String, String> lowestFreeAddresses(List<Server> servers) {
        List<Long> ids = servers.stream().map(Server::id).toList();
        Map<String, String> addresses = new TreeMap<>();
        sql.rows(
                        "WITH pool AS (SELECT p._site_id site, set_masklen(network(p.prefix) + n, masklen(p.prefix)) host"
                                + "   FROM ipam_prefix p JOIN ipam_role r ON r.id = p.role_id,"
                                + "   generate_series(1, (1 << (32 - masklen(p.prefix))) - 2) n"
                                + "   WHERE r.slug = 'bmc-management'),"
                                + " free AS (SELECT site, host, row_number() OVER (PARTITION BY site ORDER BY host) place"
                                + "   FROM pool WHERE NOT EXISTS (SELECT FROM ipam_ipaddress a WHERE host(a.address) = host(pool.host)"
                                + "   AND NOT EXISTS (SELECT FROM dcim_interface i WHERE i.id = a.assigned_object_id"
                                + "     AND i.name IN ('bmc', 'mgmt0') AND i.device_id = ANY (?)))),"
                                + " wanting AS (SELECT name, site_id, row_number() OVER (PARTITION BY site_id"
                                + "   ORDER BY name COLLATE \"C\") place FROM dcim_device WHERE id = ANY (?))"
                                + " SELECT name, host::text FROM wanting JOIN free"
                                + " ON free.site = wanting.site_id AND free.place = wanting.place",
                        row -> Map.entry(row.getString(1), row.getString(2)),
                        ids,
                        ids)
                .forEach(entry -> addresses.put(entry.getKey(), entry.getValue()));
        return addresses;
    }

    // traces of writing

    /** Changes with every write: NetBox's change log, and the moments and numbers of all rows that phases touch. */
    String traceOfWrites() {
        return sql.text("SELECT concat_ws(' ', (SELECT count(*) FROM core_objectchange),"
                + " (SELECT max(last_updated) || '/' || count(*) FROM dcim_device),"
                + " (SELECT max(last_updated) || '/' || count(*) FROM dcim_cable),"
                + " (SELECT max(last_updated) || '/' || count(*) FROM dcim_interface),"
                + " (SELECT coalesce(max(last_updated)::text, '-') || '/' || count(*) FROM ipam_ipaddress),"
                + " (SELECT coalesce(max(last_updated)::text, '-') || '/' || count(*) FROM extras_journalentry),"
                + " (SELECT coalesce(max(id), 0) || '/' || count(*) FROM extras_taggeditem))");
    }

    long changeLogRows() {
        return sql.number("SELECT count(*) FROM core_objectchange");
    }

    /** How many rows the whole way from one phase to another adds to NetBox's change log; taken once. */
    long writesOnTheWay(Phase from, Phase to) {
        String way = from.name() + to.name();
        if (!changes.containsKey(way)) {
            goTo(from);
            long before = changeLogRows();
            restore(to);
            changes.put(way, changeLogRows() - before);
        }
        return changes.get(way);
    }

    /** Waits until NetBox works on nothing, such as a request whose sender was killed. */
    void waitUntilQuiet() {
        Instant deadline = Instant.now().plus(QUIET_WITHIN);
        while (sql.number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND state <> 'idle'")
                > 0) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("NetBox still works after " + QUIET_WITHIN);
            }
            pause();
        }
    }

    /** Between two looks at a condition with a deadline. */
    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    // damage, by name

    long port(Server server, String name) {
        return sql.number("SELECT id FROM dcim_interface WHERE device_id = ? AND name = ?", server.id(), name);
    }

    long addressId(Server server, String port) {
        return sql.number(
                "SELECT a.id FROM ipam_ipaddress a WHERE a.assigned_object_type_id = " + ServerRows.INTERFACE_TYPE
                        + " AND a.assigned_object_id = ?",
                port(server, port));
    }

    void addAddress(Server server, String port, String address) {
        rest.create(
                "ipam/ip-addresses/",
                Map.of(
                        "address",
                        address,
                        "assigned_object_type",
                        "dcim.interface",
                        "assigned_object_id",
                        port(server, port)));
    }

    void writeEntry(Server server, String comments, long tag) {
        rest.create(
                "extras/journal-entries/",
                Map.of(
                        "assigned_object_type",
                        "dcim.device",
                        "assigned_object_id",
                        server.id(),
                        "kind",
                        "danger",
                        "comments",
                        comments,
                        "tags",
                        List.of(tag)));
    }

    void removeAddress(Server server, String port) {
        rest.delete("ipam/ip-addresses/", List.of(addressId(server, port)));
    }

    /** Gives some servers of each site a role of their own, so that a whole lab is small; tells who they are. */
    List<Server> smallLab(String role, int serversPerSite) {
        long id = rest.create("dcim/device-roles/", Map.of("name", role, "slug", role, "color", "aaaaaa"));
        List<Server> servers = sql.texts("SELECT slug FROM dcim_site ORDER BY slug").stream()
                .flatMap(site -> serversOf(site, serversPerSite).stream())
                .toList();
        sql.run(
                "UPDATE dcim_device SET role_id = ? WHERE id = ANY (?)",
                id,
                servers.stream().map(Server::id).toList());
        return servers;
    }

    void setStatus(Server server, String status) {
        rest.change("dcim/devices/", server.id(), Map.of("status", status));
    }

    List<Long> ourJournalIds(Server server) {
        return sql.rows(
                "SELECT id FROM extras_journalentry WHERE id IN (" + ourJournal() + ") AND assigned_object_id = ?",
                row -> row.getLong(1),
                server.id());
    }

    long makeTag(String slug) {
        return rest.create("extras/tags/", Map.of("name", slug, "slug", slug));
    }

    long tagId(String slug) {
        return sql.number("SELECT id FROM extras_tag WHERE slug = ?", slug);
    }

    /** The first of the two requests of an exchange: the higher cable lets its far end go. */
    void detachHigherCable(Server server) {
        setFarEnd(row(server).higher().id(), List.of());
    }

    void setFarEnd(long cable, List<Long> ports) {
        rest.change("dcim/cables/", cable, Map.of(farSide(cable) + "_terminations", terminations(ports)));
    }

    void removeOurTag(long cable) {
        rest.change("dcim/cables/", cable, Map.of("remove_tags", List.of(tagId(TAG))));
    }

    /** The side of a production cable on which the server is not. */
    private String farSide(long cable) {
        return sql.text(
                "SELECT CASE t.cable_end WHEN 'A' THEN 'b' ELSE 'a' END FROM dcim_cabletermination t"
                        + " JOIN dcim_interface i ON i.id = t.termination_id WHERE t.cable_id = ? AND i.description LIKE '"
                        + ServerRows.NIC + "'",
                cable);
    }

    private static List<Map<String, Object>> terminations(List<Long> ports) {
        return ports.stream()
                .map(port -> Map.<String, Object>of("object_type", "dcim.interface", "object_id", port))
                .toList();
    }

    @Override
    public void close() {
        try {
            goTo(AS_FOUND);
            checkpoints.drop();
        } finally {
            queues.close();
            sql.close();
        }
    }
}
