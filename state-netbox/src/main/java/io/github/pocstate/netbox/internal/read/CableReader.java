package io.github.pocstate.netbox.internal.read;

import io.github.pocstate.netbox.dto.AttachedDto;
import io.github.pocstate.netbox.dto.CableTerminationDto;
import io.github.pocstate.netbox.dto.CustomFieldDto;
import io.github.pocstate.netbox.dto.InterfaceDto;
import io.github.pocstate.netbox.dto.JournalEntryDto;
import io.github.pocstate.netbox.dto.ObjectTypes;
import io.github.pocstate.netbox.dto.Page;
import io.github.pocstate.netbox.dto.TagDto;
import io.github.pocstate.netbox.internal.client.NetBoxClient;
import io.github.pocstate.netbox.internal.client.NetBoxRejection;
import io.github.pocstate.netbox.internal.client.Parallel;
import io.github.pocstate.netbox.model.Obstacle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Reads the cables of production NICs: all their ends and, where a cable is deleted and created again to move it, all that it
 * carries. Thread-safe.
 */
final class CableReader {

    private static final int PAGE = 1000;
    private static final int FORBIDDEN = 403;
    private static final int NOT_THERE = 404;

    private final NetBoxClient netBox;
    private final Parallel parallel;
    private final PagedReader pages;
    private final boolean recreates;

    CableReader(NetBoxClient netBox, Parallel parallel, PagedReader pages, boolean recreates) {
        this.netBox = netBox;
        this.parallel = parallel;
        this.pages = pages;
        this.recreates = recreates;
    }

    /**
     * What was read of cables.
     *
     * @param ends all ends of the cables
     * @param details what each carries, by id of the cable; empty where cables are changed in place
     */
    record Cables(List<CableTerminationDto> ends, Map<Long, CableDetails> details) {}

    Cables read(List<InterfaceDto> nics, OptionalLong ourTag) {
        List<Long> ids = nics.stream()
                .flatMap(nic -> Optional.ofNullable(nic.cable()).stream())
                .map(cable -> cable.id())
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            return new Cables(List.of(), Map.of());
        }
        return recreates ? whole(ids, ourTag) : new Cables(ends(ids), Map.of());
    }

    /** The list of ends is ten times faster than that of cables, but needs a permission of its own. */
    private List<CableTerminationDto> ends(List<Long> ids) {
        String fields = "id,cable,cable_end,termination_type,termination_id,connector,positions";
        try {
            return pages.chunked(
                    ids,
                    chunk -> all(
                            netBox.dcim::cableTerminations,
                            Map.of("cable_id", chunk, "fields", fields),
                            CableTerminationDto::id));
        } catch (NetBoxRejection rejection) {
            if (rejection.status() != FORBIDDEN) {
                throw rejection;
            }
            return cables(ids, "id,profile,a_terminations,b_terminations").stream()
                    .flatMap(cable -> ends(cable).stream())
                    .toList();
        }
    }

    private List<Map<String, Object>> cables(List<Long> ids, String fields) {
        return pages.chunked(
                ids,
                chunk -> all(netBox.dcim::cableAttributes, Map.of("id", chunk, "fields", fields), CableAttributes::id));
    }

    private static List<CableTerminationDto> ends(Map<String, Object> cable) {
        List<CableTerminationDto> ends = new ArrayList<>();
        for (String side : List.of("A", "B")) {
            if (cable.get(side.toLowerCase(Locale.ROOT) + "_terminations") instanceof List<?> terminations) {
                terminations.forEach(end -> ends.add(end(cable, side, end)));
            }
        }
        return ends;
    }

    /** The list of cables does not show lanes; of the profiles only one has a single lane. */
    private static CableTerminationDto end(Map<String, Object> cable, String side, Object shown) {
        Map<?, ?> port = shown instanceof Map<?, ?> map ? map : Map.of();
        Object profile = cable.get("profile") instanceof Map<?, ?> choice ? choice.get("value") : cable.get("profile");
        boolean plain = profile == null || profile.equals("");
        return new CableTerminationDto(
                0,
                CableAttributes.id(cable),
                side,
                String.valueOf(port.get("object_type")),
                port.get("object_id") instanceof Number id ? id.longValue() : -1,
                plain ? null : 1,
                plain ? null : "single-1c1p".equals(profile) ? List.of(1) : List.of());
    }

    // what would go with a cable

    private Cables whole(List<Long> ids, OptionalLong ourTag) {
        var journal = parallel.start(this::cablesWithJournalEntries);
        var bookmarks = parallel.start(() -> cablesWith(netBox.extras::bookmarks));
        var subscriptions = parallel.start(() -> cablesWith(netBox.extras::subscriptions));
        var fields = parallel.start(this::customFields);
        var tags = parallel.start(this::tagsNotForCables);
        List<Map<String, Object>> cables = cables(ids, CableAttributes.FIELDS);
        Optional<Obstacle> references = Parallel.join(fields).stream()
                .filter(field -> field.refersTo(ObjectTypes.CABLE))
                .findFirst()
                .map(field -> lost("to which the custom field " + field.name() + " may refer"));
        CableAttributes attributes = new CableAttributes(ourTag, Parallel.join(fields));
        Map<Long, CableDetails> details = new HashMap<>();
        for (Map<String, Object> cable : cables) {
            long id = CableAttributes.id(cable);
            CableDetails carried = attributes.of(cable);
            Optional<Obstacle> loss = carried.loss()
                    .or(() -> references)
                    .or(() -> misplacedTag(carried, Parallel.join(tags)))
                    .or(() -> lostWith(id, journal, "with journal entries"))
                    .or(() -> lostWith(id, bookmarks, "with bookmarks"))
                    .or(() -> lostWith(id, subscriptions, "with subscriptions"));
            details.put(id, new CableDetails(carried.attributes(), loss));
        }
        return new Cables(cables.stream().flatMap(cable -> ends(cable).stream()).toList(), details);
    }

    private static Optional<Obstacle> lostWith(long cable, CompletableFuture<Set<Long>> cables, String what) {
        return Parallel.join(cables).contains(cable) ? Optional.of(lost(what)) : Optional.empty();
    }

    /** NetBox looks at tags after it has saved a cable, so only when the one before is gone already. */
    private static Optional<Obstacle> misplacedTag(CableDetails carried, Set<Long> notForCables) {
        return carried.attributes().get("tags") instanceof List<?> tags
                        && tags.stream()
                                .anyMatch(tag -> tag instanceof Number id && notForCables.contains(id.longValue()))
                ? Optional.of(new Obstacle(
                        "has a production cable with a tag that may not be put on cables any more",
                        "allow the tag on cables in NetBox, or take it off"))
                : Optional.empty();
    }

    private Set<Long> tagsNotForCables() {
        return visible(netBox.extras::tagDefinitions, Map.of("fields", "id,object_types"), TagDto::id).stream()
                .filter(tag -> !tag.isFor(ObjectTypes.CABLE))
                .map(TagDto::id)
                .collect(Collectors.toSet());
    }

    private static Obstacle lost(String what) {
        return new Obstacle(
                "has a production cable " + what
                        + ", which would be lost: this NetBox moves a cable only by deleting it",
                "update NetBox to 4.7.3 or later, where cables are moved in place, or remove what is attached to the cable");
    }

    private Set<Long> cablesWithJournalEntries() {
        Map<String, Object> query = Map.of(
                "assigned_object_type",
                ObjectTypes.CABLE,
                "fields",
                "id,assigned_object_type,assigned_object_id,kind,comments");
        Set<Long> ids = new HashSet<>();
        all(netBox.extras::journalEntries, query, JournalEntryDto::id).stream()
                .filter(entry -> entry.assignedObjectType().equals(ObjectTypes.CABLE))
                .forEach(entry -> ids.add(entry.assignedObjectId()));
        return ids;
    }

    private Set<Long> cablesWith(Function<Map<String, Object>, Page<AttachedDto>> list) {
        Set<Long> ids = new HashSet<>();
        visible(list, Map.of("fields", "id,object_type,object_id"), AttachedDto::id).stream()
                .filter(attached -> attached.objectType().equals(ObjectTypes.CABLE))
                .forEach(attached -> ids.add(attached.objectId()));
        return ids;
    }

    private List<CustomFieldDto> customFields() {
        return visible(netBox.extras::customFields, Map.of(), CustomFieldDto::id);
    }

    /** What the token may not see is asked for before the first write; what this version does not have is not there. */
    private <T> List<T> visible(
            Function<Map<String, Object>, Page<T>> list, Map<String, ?> filters, ToLongFunction<T> id) {
        try {
            return all(list, filters, id);
        } catch (NetBoxRejection rejection) {
            if (rejection.status() == FORBIDDEN || rejection.status() == NOT_THERE) {
                return List.of();
            }
            throw rejection;
        }
    }

    private <T> List<T> all(Function<Map<String, Object>, Page<T>> list, Map<String, ?> filters, ToLongFunction<T> id) {
        return pages.all(list, filters, PAGE, id);
    }
}
