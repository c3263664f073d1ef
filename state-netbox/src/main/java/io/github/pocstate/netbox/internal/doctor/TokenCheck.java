package io.github.pocstate.netbox.internal.doctor;

import io.github.pocstate.Problem;
import io.github.pocstate.config.LabSettings;
import io.github.pocstate.config.Setting;
import io.github.pocstate.doctor.Finding;
import io.github.pocstate.netbox.dto.OptionsDto;
import io.github.pocstate.netbox.dto.SluggedDto;
import io.github.pocstate.netbox.dto.UserDto;
import io.github.pocstate.netbox.dto.UserDto.PermissionDto;
import io.github.pocstate.netbox.internal.Admission;
import io.github.pocstate.netbox.internal.client.NetBoxClient;
import io.github.pocstate.netbox.internal.client.NetBoxRejection;
import io.github.pocstate.netbox.internal.client.NetBoxVersion;
import io.github.pocstate.netbox.internal.client.Parallel;
import io.github.pocstate.netbox.internal.client.RemoteErrors;
import io.github.pocstate.netbox.internal.doctor.ManagedKind.Verb;
import io.github.pocstate.spi.CheckupContext;
import io.github.pocstate.spi.Findings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a token may do, as far as NetBox tells without being written to: a list shows who may view, OPTIONS who may add and
 * change. Who may delete it tells for a user's own permissions only.
 */
final class TokenCheck {

    private static final int UNKNOWN_CHOICE = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_THERE = 404;
    private static final Set<String> STATUSES = Set.of("offline", "planned", "discovered", "failed");

    private final CheckupContext context;
    private final NetBoxClient netBox;
    private final Parallel parallel;
    private final List<ManagedKind> kinds;
    private final boolean patchesCables;

    /** What was seen of a kind. */
    private record Seen(ManagedKind kind, Set<Verb> allowed) {}

    TokenCheck(CheckupContext context, NetBoxClient netBox, Parallel parallel, NetBoxVersion version) {
        this.context = context;
        this.netBox = netBox;
        this.parallel = parallel;
        this.patchesCables = version.changesCables(context.config().netBox().cableWrites());
        this.kinds = ManagedKind.of(version, patchesCables);
    }

    void examine(Findings findings) {
        CompletableFuture<Optional<UserDto>> user = parallel.start(this::user);
        CompletableFuture<Boolean> tagged = parallel.start(this::isTagThere);
        CompletableFuture<Set<String>> missing = parallel.start(this::missingStatuses);
        List<CompletableFuture<Seen>> looks =
                kinds.stream().map(kind -> parallel.start(() -> look(kind))).toList();
        guarded("token", findings, () -> Finding.passed("token", owner(Parallel.join(user))));
        List<Seen> seen = new ArrayList<>();
        boolean all = guarded("permissions", findings, () -> {
            looks.forEach(look -> seen.add(Parallel.join(look)));
            return view(seen);
        });
        boolean writes = seen.stream()
                .anyMatch(
                        one -> one.allowed().contains(Verb.ADD) || one.allowed().contains(Verb.CHANGE));
        if (all && !writes) {
            findings.add(Finding.failed("may write", nothing()));
        } else if (all) {
            guarded("may add", findings, () -> verb(seen, Verb.ADD, kind -> isNeeded(kind, Parallel.join(tagged))));
            guarded("may change", findings, () -> verb(seen, Verb.CHANGE, kind -> true));
            deleting(Parallel.join(user)).ifPresent(findings::add);
        }
        guarded("statuses", findings, () -> statuses(Parallel.join(missing)));
        guarded("tag", findings, () -> tag(Parallel.join(tagged), seen));
    }

    /** A check that fails leaves the others alone. */
    private boolean guarded(String check, Findings findings, Supplier<Finding> look) {
        try {
            findings.add(look.get());
            return true;
        } catch (NetBoxRejection rejection) {
            findings.failed(check, RemoteErrors.refused(rejection, netBox.url()));
        } catch (RuntimeException e) {
            findings.failed(check, e);
        }
        return false;
    }

    // whose token

    /** NetBox before 4.5 does not tell. */
    private Optional<UserDto> user() {
        try {
            return Optional.of(netBox.rights.user());
        } catch (NetBoxRejection rejection) {
            if (rejection.status() == NOT_THERE) {
                return Optional.empty();
            }
            throw rejection;
        }
    }

    private static String owner(Optional<UserDto> user) {
        return user.map(known -> "valid, of user [" + known.username() + "]").orElse("valid");
    }

    // permissions

    private Seen look(ManagedKind kind) {
        Set<Verb> allowed = EnumSet.noneOf(Verb.class);
        if (mayView(kind)) {
            allowed.add(Verb.VIEW);
        }
        if (!kind.writes(patchesCables).isEmpty()) {
            OptionsDto options = netBox.rights.options(kind.path());
            Set<String> methods =
                    options.actions() == null ? Set.of() : options.actions().keySet();
            if (methods.contains("POST")) {
                allowed.add(Verb.ADD);
            }
            if (methods.contains("PUT")) {
                allowed.add(Verb.CHANGE);
            }
        }
        return new Seen(kind, allowed);
    }

    private boolean mayView(ManagedKind kind) {
        try {
            netBox.rights.first(kind.path());
            return true;
        } catch (NetBoxRejection rejection) {
            if (rejection.status() == FORBIDDEN) {
                return false;
            }
            throw rejection;
        }
    }

    private Finding view(List<Seen> seen) {
        return verb(seen, Verb.VIEW, kind -> true);
    }

    private Finding verb(List<Seen> seen, Verb verb, Predicate<ManagedKind> isNeeded) {
        Map<Boolean, List<ManagedKind>> kindsByRight = seen.stream()
                .filter(one -> one.kind().needs(patchesCables).contains(verb) && isNeeded.test(one.kind()))
                .collect(Collectors.partitioningBy(
                        one -> one.allowed().contains(verb), Collectors.mapping(Seen::kind, Collectors.toList())));
        return finding(
                verb,
                kindsByRight.getOrDefault(true, List.of()),
                kindsByRight.getOrDefault(false, List.of()),
                netBox.url());
    }

    /** One finding for a verb: which kinds it is allowed for, or which ones not. */
    static Finding finding(Verb verb, List<ManagedKind> allowed, List<ManagedKind> forbidden, String where) {
        String check = "may " + verb;
        if (forbidden.isEmpty()) {
            return Finding.passed(check, titles(allowed));
        }
        String permissions =
                forbidden.stream().map(kind -> kind.permission(verb)).collect(Collectors.joining(", "));
        return Finding.failed(
                check,
                new Problem(
                        "The token may not " + verb + " " + titles(forbidden) + "."
                                + (allowed.isEmpty() ? "" : " It may " + verb + " " + titles(allowed) + "."),
                        where,
                        "give the token's user " + permissions + ", for all objects"));
    }

    private static String titles(List<ManagedKind> kinds) {
        return kinds.stream().map(ManagedKind::title).collect(Collectors.joining(", "));
    }

    private Problem nothing() {
        return new Problem(
                "The token may write nothing; status, plan and verify work all the same.",
                netBox.url(),
                "give the token write access, and its user the permissions to change "
                        + titles(kindsThatNeed(Verb.CHANGE)) + " and to add " + titles(kindsThatNeed(Verb.ADD)));
    }

    private List<ManagedKind> kindsThatNeed(Verb verb) {
        return kinds.stream()
                .filter(kind -> kind.needs(patchesCables).contains(verb))
                .toList();
    }

    /** The tag is made once. */
    private static boolean isNeeded(ManagedKind kind, boolean tagged) {
        return kind != ManagedKind.TAGS || !tagged;
    }

    /** Empty when the database will be asked. */
    private Optional<Finding> deleting(Optional<UserDto> user) {
        List<ManagedKind> deleted = kindsThatNeed(Verb.DELETE);
        boolean own = user.isPresent()
                && deleted.stream()
                        .allMatch(kind -> permissions(user.get())
                                .anyMatch(permission -> permission.allows("delete", kind.objectType())));
        if (own) {
            return Optional.of(finding(Verb.DELETE, deleted, List.of(), netBox.url()));
        }
        if (context.config().database().isPresent()
                && context.obstacle(Setting.NETBOX_DB_URL).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Finding.skipped(
                "may " + Verb.DELETE,
                "NetBox does not tell without being written to, for " + titles(deleted),
                "see that the token's user has " + permissions(deleted)
                        + ", or set NETBOX_DB_URL to have it looked up"));
    }

    private static String permissions(List<ManagedKind> kinds) {
        return kinds.stream().map(kind -> kind.permission(Verb.DELETE)).collect(Collectors.joining(", "));
    }

    private static Stream<PermissionDto> permissions(UserDto user) {
        return Optional.ofNullable(user.permissions()).stream().flatMap(List::stream);
    }

    // statuses and tag

    private Set<String> missingStatuses() {
        Map<String, CompletableFuture<Boolean>> known = STATUSES.stream()
                .collect(Collectors.toMap(status -> status, status -> parallel.start(() -> isKnown(status))));
        Set<String> missing = new TreeSet<>();
        known.forEach((status, isKnown) -> {
            if (!Parallel.join(isKnown)) {
                missing.add(status);
            }
        });
        return missing;
    }

    private boolean isKnown(String status) {
        try {
            netBox.rights.firstDevice(status);
            return true;
        } catch (NetBoxRejection rejection) {
            if (rejection.status() == UNKNOWN_CHOICE) {
                return false;
            }
            throw rejection;
        }
    }

    private Finding statuses(Set<String> missing) {
        return missing.isEmpty()
                ? Finding.passed("statuses", String.join(", ", new TreeSet<>(STATUSES)))
                : Finding.failed("statuses", Admission.unknown(missing, "", netBox.url()));
    }

    private boolean isTagThere() {
        String slug = lab().tag();
        return netBox.extras.tags(Map.of("slug", slug, "fields", "id,slug", "limit", 1)).results().stream()
                .map(SluggedDto::slug)
                .anyMatch(slug::equals);
    }

    private LabSettings lab() {
        return context.config().lab();
    }

    private Finding tag(boolean tagged, List<Seen> seen) {
        Optional<String> obstacle = context.obstacle(Setting.POC_STATE_TAG);
        if (obstacle.isPresent()) {
            return Finding.skipped("tag", obstacle.get());
        }
        if (tagged) {
            return Finding.passed("tag", "[" + lab().tag() + "] is there");
        }
        boolean creatable = seen.stream()
                .anyMatch(one -> one.kind() == ManagedKind.TAGS && one.allowed().contains(Verb.ADD));
        return creatable
                ? Finding.passed(
                        "tag", "[" + lab().tag() + "] is not there yet; the first restore that needs it makes it")
                : Finding.failed(
                        "tag",
                        new Problem(
                                "The tag [" + lab().tag() + "] is not there, and the token may not add it.",
                                netBox.url(),
                                "add a tag with this slug in NetBox, or give the token's user "
                                        + ManagedKind.TAGS.permission(Verb.ADD)));
    }
}
