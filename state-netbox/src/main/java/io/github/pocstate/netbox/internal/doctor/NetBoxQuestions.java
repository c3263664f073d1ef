package io.github.pocstate.netbox.internal.doctor;

import feign.Response;
import io.github.pocstate.PocStateException;
import io.github.pocstate.Problem;
import io.github.pocstate.config.NetBoxSettings;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.config.Setting;
import io.github.pocstate.doctor.Finding;
import io.github.pocstate.netbox.database.PermissionRows;
import io.github.pocstate.netbox.dto.UserDto;
import io.github.pocstate.netbox.internal.client.Door;
import io.github.pocstate.netbox.internal.client.NetBoxClient;
import io.github.pocstate.netbox.internal.client.NetBoxRejection;
import io.github.pocstate.netbox.internal.client.NetBoxVersion;
import io.github.pocstate.netbox.internal.client.OnceMore;
import io.github.pocstate.netbox.internal.client.Parallel;
import io.github.pocstate.netbox.internal.doctor.ManagedKind.Verb;
import io.github.pocstate.spi.CheckupContext;
import io.github.pocstate.spi.DatabaseQuestions;
import io.github.pocstate.spi.Findings;
import io.github.pocstate.spi.SessionTrace;
import io.github.pocstate.spi.Tables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What we want to know of NetBox's database: who may delete, and whether NetBox would notice that a session was ended. */
public final class NetBoxQuestions implements DatabaseQuestions {

    private static final String MAY_DELETE = "may delete";
    private static final String ENDED = "ended sessions";

    /** What Django asks on a kept connection at the start of a request, with CONN_HEALTH_CHECKS and not without. */
    private static final String HEALTH_CHECK = "SELECT 1";

    private static final int REQUESTS = 16;

    private final NetBoxClient netBox;
    private final Parallel parallel = new Parallel();
    private final NetBoxSettings settings;

    private NetBoxQuestions(PocConfig config) {
        this.settings = config.netBox();
        this.netBox = new NetBoxClient(NetBoxCheckup.quick(settings), Door.forReading(config), new OnceMore());
    }

    /**
     * The questions.
     *
     * @param context the settings, and what is wrong with them
     * @return the questions; empty if no database is set, or NetBox cannot be asked
     */
    public static Optional<DatabaseQuestions> of(CheckupContext context) {
        boolean possible = context.config().database().isPresent()
                && context.obstacle(Setting.NETBOX_URL, Setting.NETBOX_TOKEN, Setting.POC_STATE_CA_FILE)
                        .isEmpty();
        return possible ? Optional.of(new NetBoxQuestions(context.config())) : Optional.empty();
    }

    @Override
    public String application() {
        return "NetBox";
    }

    @Override
    public void read(Tables tables, Findings findings) {
        try {
            UserDto user = netBox.rights.user();
            NetBoxVersion version = NetBoxVersion.parse(netBox.status.status().netboxVersion());
            boolean patchesCables = version.changesCables(settings.cableWrites());
            Optional<PermissionRows> rows = PermissionRows.of(tables, user.id());
            if (rows.isEmpty()) {
                findings.skipped(MAY_DELETE, "the permissions are in no table that we know");
                return;
            }
            Map<Boolean, List<ManagedKind>> kinds = ManagedKind.of(version, patchesCables).stream()
                    .filter(kind -> kind.writes(patchesCables).contains(Verb.DELETE))
                    .collect(Collectors.partitioningBy(kind -> rows.get().allow("delete", kind.objectType())));
            findings.add(TokenCheck.finding(
                    Verb.DELETE,
                    kinds.getOrDefault(true, List.of()),
                    kinds.getOrDefault(false, List.of()),
                    netBox.url()));
        } catch (NetBoxRejection rejection) {
            findings.skipped(MAY_DELETE, "NetBox does not say whose token it is (HTTP " + rejection.status() + ")");
        } catch (PocStateException e) {
            findings.skipped(MAY_DELETE, "NetBox did not say whose token it is");
        }
    }

    @Override
    public void use() {
        List<CompletableFuture<Integer>> answers = IntStream.range(0, REQUESTS)
                .mapToObj(request -> parallel.start(this::answer))
                .toList();
        answers.forEach(Parallel::join);
    }

    /** A refusal is an answer too: NetBox asked its database whose token it is. */
    private int answer() {
        try (Response response = netBox.status.anything()) {
            return response.status();
        }
    }

    @Override
    public void judge(List<SessionTrace> sessions, Findings findings) {
        if (sessions.isEmpty()) {
            findings.add(Finding.failed(
                    "database",
                    new Problem(
                            "NetBox answered dozens of requests, and no session of this database did anything.",
                            netBox.url(),
                            "check that NETBOX_DB_URL is the database of the NetBox that NETBOX_URL names")));
            return;
        }
        findings.passed("database", "is the one that NetBox works on: " + sessions.size() + " sessions took part");
        List<SessionTrace> kept = sessions.stream().filter(SessionTrace::kept).toList();
        if (kept.isEmpty()) {
            findings.passed(ENDED, "cost no request: NetBox connects anew for each");
        } else if (kept.stream().anyMatch(session -> session.statements().contains(HEALTH_CHECK))) {
            findings.passed(ENDED, "cost no request: NetBox looks at a kept one before it uses it");
        } else {
            findings.add(Finding.warning(
                    ENDED,
                    new Problem(
                            "NetBox keeps its sessions and uses them without a look: each one that is ended costs a"
                                    + " request, which gets a 500. Only a swap ends any, and the first save.",
                            netBox.url() + ", " + kept.size() + " kept sessions",
                            "'CONN_HEALTH_CHECKS': True in DATABASES['default'] of configuration.py, then restart"
                                    + " NetBox")));
        }
    }

    @Override
    public void close() {
        netBox.close();
        parallel.close();
    }
}
