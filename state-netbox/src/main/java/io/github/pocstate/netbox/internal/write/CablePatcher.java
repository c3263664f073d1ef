package io.github.pocstate.netbox.internal.write;

import io.github.pocstate.netbox.api.DcimApi;
import io.github.pocstate.netbox.dto.CablePatch;
import io.github.pocstate.netbox.dto.IdDto;
import io.github.pocstate.netbox.dto.Termination;
import io.github.pocstate.netbox.internal.compare.CableWork;
import io.github.pocstate.netbox.internal.compare.CableWork.NicWork;
import io.github.pocstate.netbox.model.CableEnd;
import io.github.pocstate.netbox.model.FarEnd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges far ends in place: one request lets the higher cable of each pair go, a second sets both. Cables keep
 * their ids, labels and foreign tags. Thread-safe.
 *
 * <p>One request cannot do it: NetBox changes cables in the order of their ids, and the first would find its port taken
 * ({@code netbox/api/viewsets/mixins.py}).
 */
public final class CablePatcher extends CableExchange {

    private final Set<Long> detached = ConcurrentHashMap.newKeySet();

    public CablePatcher(DcimApi dcim, Workspace workspace) {
        super(dcim, workspace);
    }

    @Override
    public void send(List<CableWork> batch) {
        requireAsRead(batch, detached);
        detach(batch);
        attach(batch);
        create(batch);
    }

    private void detach(List<CableWork> batch) {
        List<CableEnd> cables = batch.stream()
                .flatMap(work -> work.toDetach().stream())
                .filter(cable -> !detached.contains(cable.cableId()))
                .toList();
        if (!cables.isEmpty()) {
            update(cables.stream()
                    .map(cable -> far(cable, List.of(), null, null))
                    .toList());
            cables.forEach(cable -> detached.add(cable.cableId()));
        }
    }

    private void attach(List<CableWork> batch) {
        List<CablePatch> patches = batch.stream()
                .flatMap(work -> work.nics().stream())
                .flatMap(work -> work.nic().cable().stream().flatMap(cable -> patch(work, cable).stream()))
                .toList();
        if (!patches.isEmpty()) {
            update(patches);
        }
    }

    private Optional<CablePatch> patch(NicWork work, CableEnd cable) {
        boolean moves = work.mustMove() || detached.contains(cable.cableId());
        if (!moves && !work.mustChangeMark()) {
            return Optional.empty();
        }
        List<Long> tags = work.mustChangeMark() ? List.of(workspace.tag()) : null;
        return Optional.of(far(
                cable,
                moves ? terminations(work.far()) : null,
                work.marked() ? tags : null,
                work.marked() ? null : tags));
    }

    /** Only after both requests: a NIC whose cable was removed meanwhile gets a new one. */
    private void create(List<CableWork> batch) {
        List<Map<String, Object>> cables = batch.stream()
                .flatMap(work -> work.nics().stream())
                .filter(work -> work.nic().cable().isEmpty())
                .map(work -> NewCable.of(work, workspace))
                .toList();
        if (!cables.isEmpty()) {
            Answers.requireAll(
                    "cables", cables.size(), dcim.createCables(cables).size());
        }
    }

    private void update(List<CablePatch> patches) {
        List<IdDto> changed = dcim.updateCables(fields(patches), patches);
        Answers.requireAll("cables", patches.size(), changed.size());
    }

    /** Exactly what is written: a field left out is not written, and one too many costs NetBox the time to show it. */
    private static String fields(List<CablePatch> patches) {
        Map<String, Function<CablePatch, @Nullable Object>> written = new LinkedHashMap<>();
        written.put("a_terminations", CablePatch::aTerminations);
        written.put("b_terminations", CablePatch::bTerminations);
        written.put("add_tags", CablePatch::addTags);
        written.put("remove_tags", CablePatch::removeTags);
        return Stream.concat(
                        Stream.of("id"),
                        written.entrySet().stream()
                                .filter(field -> patches.stream()
                                        .anyMatch(patch -> field.getValue().apply(patch) != null))
                                .map(Map.Entry::getKey))
                .collect(Collectors.joining(","));
    }

    private static CablePatch far(
            CableEnd cable,
            @Nullable List<Termination> far,
            @Nullable List<Long> addTags,
            @Nullable List<Long> removeTags) {
        boolean nicIsOnA = cable.side().equals("A");
        return new CablePatch(cable.cableId(), nicIsOnA ? null : far, nicIsOnA ? far : null, addTags, removeTags);
    }

    static List<Termination> terminations(FarEnd far) {
        return far.portIds().stream()
                .map(port -> new Termination(far.objectType(), port))
                .toList();
    }

    /** The cable that was let go gets its far end back. */
    @Override
    public void undo(CableWork work) {
        work.toDetach()
                .filter(cable -> detached.remove(cable.cableId()))
                .ifPresent(cable ->
                        update(List.of(far(cable, terminations(cable.far().orElseThrow()), null, null))));
    }
}
