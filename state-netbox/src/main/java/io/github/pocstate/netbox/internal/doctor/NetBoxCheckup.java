package io.github.pocstate.netbox.internal.doctor;

import feign.Response;
import io.github.pocstate.PocStateException;
import io.github.pocstate.Problem;
import io.github.pocstate.ProgressListener;
import io.github.pocstate.Scope;
import io.github.pocstate.config.NetBoxSettings;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Setting;
import io.github.pocstate.doctor.Finding;
import io.github.pocstate.netbox.internal.client.Door;
import io.github.pocstate.netbox.internal.client.NetBoxClient;
import io.github.pocstate.netbox.internal.client.NetBoxRejection;
import io.github.pocstate.netbox.internal.client.NetBoxVersion;
import io.github.pocstate.netbox.internal.client.OnceMore;
import io.github.pocstate.netbox.internal.client.Parallel;
import io.github.pocstate.netbox.internal.client.RemoteErrors;
import io.github.pocstate.netbox.internal.read.InventoryReader;
import io.github.pocstate.netbox.model.Inventory;
import io.github.pocstate.spi.Checkup;
import io.github.pocstate.spi.CheckupContext;
import io.github.pocstate.spi.Findings;
import io.github.pocstate.spi.Sections;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Looks at NetBox and at the servers in it, with requests that read; thread-safe. */
public final class NetBoxCheckup implements Checkup {

    private static final String SERVERS = "Servers in NetBox";
    private static final String REACHABLE = "reachable";
    private static final String TOKEN = "token";
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** HTTP tells the time without fractions: on average it is half a second later. */
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private final CheckupContext context;
    private final PocConfig config;
    private final Clock clock;

    /**
     * Makes the checkup.
     *
     * @param context the settings, and what is wrong with them
     * @param clock our time
     */
    public NetBoxCheckup(CheckupContext context, Clock clock) {
        this.context = context;
        this.config = context.config();
        this.clock = clock;
    }

    @Override
    public String title() {
        return context.obstacle(Setting.NETBOX_URL, Setting.POC_STATE_CA_FILE).isPresent()
                ? "NetBox"
                : "NetBox at " + config.netBox().url();
    }

    @Override
    public void examine(Sections sections) {
        Findings findings = sections.section(title());
        Findings servers = sections.section(SERVERS);
        Optional<String> obstacle = context.obstacle(Setting.NETBOX_URL, Setting.POC_STATE_CA_FILE);
        if (obstacle.isPresent()) {
            findings.skipped(REACHABLE, obstacle.get());
            servers.skipped("servers", "NetBox was not reached");
            return;
        }
        try (NetBoxClient netBox = new NetBoxClient(quick(config.netBox()), Door.forReading(config), new OnceMore());
                Parallel parallel = new Parallel()) {
            Optional<NetBoxVersion> version = reached(netBox, findings);
            writable(findings);
            if (version.isPresent()) {
                new TokenCheck(context, netBox, parallel, version.get()).examine(findings);
                servers(new Reading(netBox, parallel, version.get()), servers);
            } else {
                servers.skipped("servers", "NetBox did not let us in");
            }
        }
    }

    /** A doctor does not wait as long as a restore. */
    static NetBoxSettings quick(NetBoxSettings settings) {
        Duration timeout = settings.timeout().compareTo(LONGEST) < 0 ? settings.timeout() : LONGEST;
        return new NetBoxSettings(
                settings.url(), settings.token(), timeout, settings.inFlight(), settings.cableWrites());
    }

    /** Whether NetBox answers to us, and which one it is; empty if nothing more can be asked. */
    private Optional<NetBoxVersion> reached(NetBoxClient netBox, Findings findings) {
        long start = System.nanoTime();
        try {
            String version = netBox.status.status().netboxVersion();
            answers(findings, start);
            NetBoxVersion known = version(version, netBox.url(), findings);
            clock(netBox, findings);
            return Optional.of(known);
        } catch (NetBoxRejection rejection) {
            refused(rejection, netBox.url(), findings, start);
        } catch (PocStateException e) {
            findings.failed(REACHABLE, e);
        }
        return Optional.empty();
    }

    private static void answers(Findings findings, long start) {
        findings.passed(
                REACHABLE,
                "answers in " + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
    }

    private void refused(NetBoxRejection rejection, String url, Findings findings, long start) {
        PocStateException refused = RemoteErrors.refused(rejection, url);
        if (rejection.status() != 401 && rejection.status() != 403) {
            findings.failed(REACHABLE, refused);
            return;
        }
        answers(findings, start);
        context.obstacle(Setting.NETBOX_TOKEN)
                .ifPresentOrElse(obstacle -> findings.skipped(TOKEN, obstacle), () -> findings.failed(TOKEN, refused));
        findings.skipped("version", "NetBox tells it to nobody it does not know");
        findings.skipped("permissions", "NetBox does not know whose they would be");
    }

    private void clock(NetBoxClient netBox, Findings findings) {
        Instant asked = clock.instant();
        try (Response answer = netBox.status.anything()) {
            Duration half = Duration.between(asked, clock.instant()).dividedBy(2);
            Optional<Instant> theirs = answer.headers().getOrDefault("Date", List.of()).stream()
                    .findFirst()
                    .flatMap(NetBoxCheckup::date);
            theirs.ifPresentOrElse(
                    date -> findings.add(Finding.clock(
                            "NetBox", Duration.between(asked.plus(half), date.plus(HALF_A_SECOND)), netBox.url())),
                    () -> findings.skipped("clock", "the answer has no date"));
        } catch (PocStateException e) {
            findings.failed("clock", e);
        }
    }

    private static Optional<Instant> date(String header) {
        try {
            return Optional.of(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static NetBoxVersion version(String text, String url, Findings findings) {
        NetBoxVersion version = NetBoxVersion.parse(text);
        Problem untested = new Problem(
                "NetBox " + text + " is not a version that this library was made for: 3.7 to 4.7.",
                url,
                "try it on a lab that may be lost, or take a NetBox of such a version");
        if (!NetBoxVersion.isOne(text)) {
            findings.add(Finding.warning("version", untested));
        } else if (version.isTooOld()) {
            findings.add(Finding.failed("version", untested));
        } else if (version.isNewerThanKnown()) {
            findings.add(Finding.warning("version", untested));
        } else {
            findings.passed("version", "NetBox " + text);
        }
        return version;
    }

    private void writable(Findings findings) {
        findings.check("may be written to", () -> {
            config.requireWritable(config.netBox().url().getHost());
            return "yes, " + config.netBox().url().getHost() + " is on loopback or an allowed host";
        });
    }

    /** What a reading takes. */
    private record Reading(NetBoxClient netBox, Parallel parallel, NetBoxVersion version) {}

    private void servers(Reading with, Findings findings) {
        Optional<String> obstacle = context.obstacle(
                Setting.POC_STATE_SERVER_ROLE,
                Setting.POC_STATE_BMC_INTERFACE,
                Setting.POC_STATE_MGMT_INTERFACE,
                Setting.POC_STATE_NIC_DESCRIPTION,
                Setting.POC_STATE_NIC_NAMES,
                Setting.POC_STATE_BMC_PREFIX_ROLE,
                Setting.POC_STATE_TAG);
        if (obstacle.isPresent()) {
            findings.skipped("servers", obstacle.get());
            return;
        }
        try {
            InventoryReader reader = new InventoryReader(
                    config, with.netBox(), queue -> List.of(), with.version(), with.parallel(), false);
            Inventory inventory = reader.read(Scope.ALL, ProgressListener.NONE);
            new ServersCheck(config.lab(), with.netBox().url(), inventory).examine(findings);
        } catch (NetBoxRejection rejection) {
            findings.failed(
                    "servers", RemoteErrors.refused(rejection, with.netBox().url()));
        } catch (PocStateException e) {
            findings.failed("servers", e);
        }
    }
}
