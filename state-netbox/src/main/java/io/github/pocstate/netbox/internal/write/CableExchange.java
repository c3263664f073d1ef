package io.github.pocstate.netbox.internal.write;

import io.github.pocstate.netbox.api.DcimApi;
import io.github.pocstate.netbox.dto.CableDto;
import io.github.pocstate.netbox.dto.ObjectTypes;
import io.github.pocstate.netbox.dto.Termination;
import io.github.pocstate.netbox.internal.client.NetBoxRejection;
import io.github.pocstate.netbox.internal.client.NetBoxRejection.ObjectError;
import io.github.pocstate.netbox.internal.compare.CableWork;
import io.github.pocstate.netbox.internal.compare.CableWork.NicWork;
import io.github.pocstate.netbox.internal.write.Workspace.Part;
import io.github.pocstate.netbox.model.CableEnd;
import io.github.pocstate.netbox.model.ProductionNic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** A way of bringing the cables of a server where they must lead; what both ways have in common. */
abstract class CableExchange implements BulkWriter.Request<CableWork> {

    private static final String OTHER_ENDS =
            "the cable has other ends than those that were read: it was changed, or the token may not view all of them";

    final DcimApi dcim;
    final Workspace workspace;

    CableExchange(DcimApi dcim, Workspace workspace) {
        this.dcim = dcim;
        this.workspace = workspace;
    }

    /**
     * Looks at all ends of the cables right before they are written: a reading may be old, and may lack ends that the token may
     * not view. A cable that is gone is no harm.
     *
     * @throws NetBoxRejection if cables have other ends than those read; its errors name the cables
     */
    final void requireAsRead(List<CableWork> batch, Set<Long> begun) {
        Map<Long, ProductionNic> nics = batch.stream()
                .flatMap(work -> work.nics().stream())
                .map(NicWork::nic)
                .filter(nic -> nic.cable()
                        .filter(cable -> !begun.contains(cable.cableId()))
                        .isPresent())
                .collect(Collectors.toMap(nic -> nic.cable().orElseThrow().cableId(), nic -> nic));
        if (nics.isEmpty()) {
            return;
        }
        Map<String, Object> query =
                Map.of("id", nics.keySet(), "fields", "id,a_terminations,b_terminations", "limit", nics.size());
        List<ObjectError> changed = dcim.wholeCables(query).results().stream()
                .filter(cable -> nics.containsKey(cable.id()) && !isAsRead(cable, nics.get(cable.id())))
                .map(cable -> new ObjectError(OptionalLong.of(cable.id()), OptionalLong.empty(), OTHER_ENDS))
                .toList();
        if (!changed.isEmpty()) {
            throw new NetBoxRejection(409, OTHER_ENDS, changed);
        }
    }

    private static boolean isAsRead(CableDto cable, ProductionNic nic) {
        CableEnd end = nic.cable().orElseThrow();
        boolean nicIsOnA = end.side().equals("A");
        List<Termination> near = List.of(new Termination(ObjectTypes.INTERFACE, nic.interfaceId()));
        List<Termination> far = end.far().map(CablePatcher::terminations).orElse(List.of());
        return cable.aTerminations().equals(nicIsOnA ? near : far)
                && cable.bTerminations().equals(nicIsOnA ? far : near);
    }

    @Override
    public boolean concerns(ObjectError error, CableWork work, int index) {
        return error.id().isPresent() && work.concerns(error.id().getAsLong());
    }

    @Override
    public Optional<String> obstacle(CableWork work) {
        Optional<String> earlier = workspace.obstacle(work.server().id(), Part.STATUS, Part.JOURNAL);
        return work.inverted() ? earlier.or(workspace::tagObstacle) : earlier;
    }

    @Override
    public void refused(CableWork work) {
        workspace.refused(work.server().id(), Part.CABLES);
    }

    @Override
    public int firstBatch() {
        return CableWork.FIRST_BATCH;
    }

    @Override
    public int size(CableWork work) {
        return (int) work.changing().count();
    }

    @Override
    public String subject(CableWork work) {
        return work.server().name();
    }
}
