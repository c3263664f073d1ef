package io.github.pocstate.netbox.internal.write;

import io.github.pocstate.Problem;
import io.github.pocstate.RejectedException;
import io.github.pocstate.netbox.api.DcimApi;
import io.github.pocstate.netbox.internal.client.NetBoxRejection;
import io.github.pocstate.netbox.internal.client.NetBoxRejection.ObjectError;
import io.github.pocstate.netbox.internal.compare.CableWork;
import io.github.pocstate.netbox.internal.compare.CableWork.NicWork;
import io.github.pocstate.netbox.model.CableEnd;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges far ends by deleting both cables and creating them again: the only safe way before NetBox 4.7.3, whose
 * changed cables leave wrong paths behind (NetBox issues 17489, 21127, 23121). Thread-safe.
 *
 * <p>NetBox validates the new cables before the old ones are deleted. Attributes of the cables are in the wiring that our
 * journal entry holds, so they survive a crash in between.
 */
public final class CableRecreator extends CableExchange {

    private static final int CABLES_OF_A_SERVER = 2;

    private final CableTrial trial;
    private final Set<Long> deleted = ConcurrentHashMap.newKeySet();
    private volatile boolean proved;
    private volatile @Nullable RejectedException lost;

    public CableRecreator(DcimApi dcim, Workspace workspace) {
        super(dcim, workspace);
        this.trial = new CableTrial(dcim, workspace);
    }

    /** Place in a request of the first cable of a server, by the place of the server in the batch. */
    static long firstIndex(int place) {
        return (long) CABLES_OF_A_SERVER * place;
    }

    /** One server after the other until the first one is done: what NetBox refuses after all is then refused for one only. */
    @Override
    public void send(List<CableWork> batch) {
        if (proved) {
            exchange(batch);
        } else {
            synchronized (this) {
                exchange(batch);
                proved = true;
            }
        }
    }

    private void exchange(List<CableWork> batch) {
        RejectedException loss = lost;
        if (loss != null) {
            throw loss;
        }
        requireAsRead(batch, deleted);
        trial.requireAccepted(batch, deleted);
        List<Long> old = batch.stream()
                .flatMap(CableWork::cables)
                .map(CableEnd::cableId)
                .filter(id -> !deleted.contains(id))
                .toList();
        if (!old.isEmpty()) {
            Writes.deleting(old, dcim::deleteCables);
            deleted.addAll(old);
        }
        create(batch);
    }

    private void create(List<CableWork> batch) {
        List<Map<String, Object>> cables = batch.stream()
                .flatMap(work -> work.nics().stream())
                .map(work -> NewCable.of(work, workspace))
                .toList();
        try {
            Answers.requireAll(
                    "cables", cables.size(), dcim.createCables(cables).size());
        } catch (NetBoxRejection rejection) {
            batch.forEach(this::putBack);
            throw rejection;
        }
    }

    /** When NetBox does not even take the old cables again, nothing more may be deleted. */
    private void putBack(CableWork work) {
        try {
            undo(work);
        } catch (NetBoxRejection refusal) {
            RejectedException loss = new RejectedException(
                    new Problem(
                            "The production cables of server [" + work.server().name()
                                    + "] were deleted to move them, and NetBox does not take them again: "
                                    + refusal.detail(),
                            "NetBox's cables; the wiring is in our journal entry on the server",
                            "let the token's user add any cable"),
                    refusal);
            lost = loss;
            throw loss;
        }
    }

    @Override
    public int largestBatch() {
        return 1;
    }

    @Override
    public boolean concerns(ObjectError error, CableWork work, int index) {
        boolean byPlace = error.index().isPresent() && error.index().getAsLong() / CABLES_OF_A_SERVER == index;
        return byPlace || super.concerns(error, work, index);
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    /** The cables that were deleted are created again as they were. */
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
