package io.github.pocstate.netbox.internal.write;

import io.github.pocstate.netbox.api.DcimApi;
import io.github.pocstate.netbox.internal.client.NetBoxRejection.ObjectError;
import io.github.pocstate.netbox.internal.compare.CableWork;
import io.github.pocstate.netbox.internal.compare.CableWork.NicWork;
import io.github.pocstate.netbox.model.CableEnd;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Exchanges far ends by deleting both cables and making them anew: the only safe way before NetBox 4.7.3, whose
 * changed cables leave wrong paths behind (NetBox issues 17489, 21127, 23121). Thread-safe.
 *
 * <p>Attributes of the cables are in the wiring that our journal entry holds, so they survive a crash in between.
 */
public final class CableRecreator extends CableExchange {

    private final DcimApi dcim;
    private final Set<Long> deleted = ConcurrentHashMap.newKeySet();

    public CableRecreator(DcimApi dcim, Workspace workspace) {
        super(workspace);
        this.dcim = dcim;
    }

    @Override
    public void send(List<CableWork> batch) {
        List<Long> old = batch.stream()
                .flatMap(CableRecreator::cables)
                .map(CableEnd::cableId)
                .filter(id -> !deleted.contains(id))
                .toList();
        if (!old.isEmpty()) {
            Writes.deleting(old, dcim::deleteCables);
            deleted.addAll(old);
        }
        List<Map<String, Object>> cables = batch.stream()
                .flatMap(work -> work.nics().stream())
                .map(work -> NewCable.of(work, workspace))
                .toList();
        Answers.requireAll("cables", cables.size(), dcim.createCables(cables).size());
    }

    private static Stream<CableEnd> cables(CableWork work) {
        return work.nics().stream().flatMap(nic -> nic.nic().cable().stream());
    }

    @Override
    public boolean concerns(ObjectError error, CableWork work, int index) {
        boolean byPlace = error.index().isPresent() && error.index().getAsLong() / 2 == index;
        return byPlace || super.concerns(error, work, index);
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    /** The cables that were deleted are made again as they were. */
    @Override
    public void undo(CableWork work) {
        List<Map<String, Object>> cables = work.nics().stream()
                .filter(nic -> nic.nic()
                        .cable()
                        .filter(cable -> deleted.remove(cable.cableId()))
                        .isPresent())
                .flatMap(nic -> nic.nic().far().stream()
                        .map(far -> new NicWork(
                                nic.nic(), far, nic.nic().cable().orElseThrow().marked(), nic.attributes())))
                .map(nic -> NewCable.of(nic, workspace))
                .toList();
        if (!cables.isEmpty()) {
            dcim.createCables(cables);
        }
    }
}
