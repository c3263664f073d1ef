package io.github.pocstate.netbox.internal;

import io.github.pocstate.Problem;
import io.github.pocstate.RejectedException;
import io.github.pocstate.UnfitLabException;
import io.github.pocstate.config.PocConfig;
import io.github.pocstate.netbox.dto.Choice;
import io.github.pocstate.netbox.dto.ObjectTypes;
import io.github.pocstate.netbox.dto.OptionsDto;
import io.github.pocstate.netbox.dto.OptionsDto.Field;
import io.github.pocstate.netbox.dto.Page;
import io.github.pocstate.netbox.dto.UserDto.PermissionDto;
import io.github.pocstate.netbox.internal.client.NetBoxClient;
import io.github.pocstate.netbox.internal.client.NetBoxRejection;
import io.github.pocstate.netbox.internal.compare.CableWork;
import io.github.pocstate.netbox.internal.compare.Difference.DeviceWork;
import io.github.pocstate.netbox.internal.write.BulkStep;
import io.github.pocstate.plan.Plan;
import io.github.pocstate.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks, before the first write, all that can be asked: may this host be written to, may this token write.
 *
 * <p>NetBox tells who may add and change, not who may remove; a token that may not add would not get far either.
 */
public final class Admission {

    private static final String ADD = "POST";
    private static final String CHANGE = "PUT";
    private static final int FORBIDDEN = 403;
    private static final int NOT_THERE = 404;

    private final PocConfig config;
    private final NetBoxClient netBox;
    private final boolean patchesCables;

    Admission(PocConfig config, NetBoxClient netBox, boolean patchesCables) {
        this.patchesCables = patchesCables;
        this.config = config;
        this.netBox = netBox;
    }

    void check(Plan plan) {
        requireAllowedHosts();
        List<Object> work = plan.steps().stream()
                .filter(step -> step instanceof BulkStep<?>)
                .flatMap(step -> ((BulkStep<?>) step).objects().stream())
                .map(Object.class::cast)
                .toList();
        Set<String> statuses = of(DeviceWork.class, work)
                .flatMap(device -> device.status().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (of(DeviceWork.class, work).findAny().isPresent()) {
            requireStatuses(require("devices", CHANGE, netBox.dcim::deviceOptions), statuses);
        }
        Set<String> kinds = plan.steps().stream().map(Step::kind).collect(Collectors.toSet());
        if (kinds.contains("tags")) {
            require("tags", ADD, netBox.extras::tagOptions);
        }
        if (kinds.contains("ip-addresses")) {
            require("ip-addresses", ADD, netBox.ipam::ipAddressOptions);
        }
        if (kinds.contains("journal-entries")) {
            require("journal-entries", ADD, netBox.extras::journalEntryOptions);
        }
        if (of(CableWork.class, work).findAny().isPresent()) {
            require("cables", patchesCables ? CHANGE : ADD, netBox.dcim::cableOptions);
            if (!patchesCables) {
                requireSight("bookmarks", "extras/bookmarks");
                requireSight("subscriptions", "extras/subscriptions");
                requireSight("custom fields", "extras/custom-fields");
                if (requireSight("permissions", "users/permissions")) {
                    requireUnconstrainedCables();
                }
            }
        }
    }

    /** NetBox looks at constraints after it has saved a cable, so only when the one before is gone already. */
    private void requireUnconstrainedCables() {
        if (permissions().stream()
                .anyMatch(permission -> permission.allows("add", ObjectTypes.CABLE) && permission.isConstrained())) {
            throw new RejectedException(
                    new Problem(
                            "A permission to add cables has constraints, so a cable that is deleted to move it might not be taken again;"
                                    + " nothing was written.",
                            netBox.url() + ", its object permissions",
                            "remove the constraints of that permission, or update NetBox to 4.7.3 or later, where no cable is deleted"));
        }
    }

    private List<PermissionDto> permissions() {
        List<PermissionDto> all = new ArrayList<>();
        Page<PermissionDto> page;
        do {
            page = netBox.rights.permissions(all.size());
            all.addAll(page.results());
        } while (page.next() != null && !page.results().isEmpty());
        return all;
    }

    /**
     * What the token does not see could be lost with a cable that is deleted.
     *
     * @return false if this NetBox does not have such objects at all
     */
    private boolean requireSight(String kind, String path) {
        try {
            netBox.rights.first(path);
            return true;
        } catch (NetBoxRejection rejection) {
            if (rejection.status() == FORBIDDEN) {
                throw new RejectedException(new Problem(
                        "The token may not view " + kind + ", which could be lost with a cable; nothing was written.",
                        netBox.url(),
                        "give the token's user the permission to view all " + kind
                                + ", or update NetBox to 4.7.3 or later, where no cable is deleted"));
            }
            if (rejection.status() != NOT_THERE) {
                throw rejection;
            }
            return false;
        }
    }

    private static <T> Stream<T> of(Class<T> type, List<Object> work) {
        return work.stream().filter(type::isInstance).map(type::cast);
    }

    /** Also before the lock is taken, which is kept in Redis. */
    void requireAllowedHosts() {
        config.requireWritable(config.netBox().url().getHost());
        config.requireWritable(config.redis().host());
        config.database()
                .ifPresent(database -> config.requireWritable(database.cache().getHost()));
    }

    private Map<String, Field> require(String kind, String method, Supplier<OptionsDto> options) {
        Map<String, Map<String, Field>> actions = options.get().actions();
        Map<String, Field> fields = actions == null ? null : actions.get(method);
        if (fields == null) {
            throw new RejectedException(new Problem(
                    "The token may not " + (method.equals(ADD) ? "add " : "change ") + kind + "; nothing was written.",
                    netBox.url(),
                    "give the token write access, and its user the permission"));
        }
        return fields;
    }

    private void requireStatuses(Map<String, Field> fields, Set<String> statuses) {
        Field field = fields.get("status");
        List<Choice> choices = field == null ? null : field.choices();
        if (choices == null) {
            return;
        }
        Set<String> missing = new TreeSet<>(statuses);
        choices.forEach(choice -> missing.remove(choice.value()));
        if (!missing.isEmpty()) {
            throw new UnfitLabException(unknown(missing, "; nothing was written", netBox.url()));
        }
    }

    /** What to tell of statuses that NetBox does not know. */
    public static Problem unknown(Set<String> missing, String consequence, String url) {
        return new Problem(
                "NetBox does not know the device status " + missing + consequence + ".",
                url,
                "add it to configuration.py and restart NetBox and its worker: FIELD_CHOICES = "
                        + "{'dcim.Device.status+': " + choices(missing) + "}");
    }

    /** The missing statuses as configuration.py wants them. */
    private static List<String> choices(Set<String> missing) {
        return missing.stream()
                .map(status -> "('" + status + "', '" + capitalised(status) + "', 'cyan')")
                .toList();
    }

    private static String capitalised(String status) {
        return status.substring(0, 1).toUpperCase(Locale.ROOT) + status.substring(1);
    }
}
