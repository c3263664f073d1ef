package io.github.pocstate.netbox.internal.write;

import io.github.pocstate.Problem;
import io.github.pocstate.RejectedException;
import io.github.pocstate.netbox.api.DcimApi;
import io.github.pocstate.netbox.internal.client.NetBoxRejection;
import io.github.pocstate.netbox.internal.client.NetBoxRejection.ObjectError;
import io.github.pocstate.netbox.internal.compare.CableWork;
import io.github.pocstate.netbox.internal.compare.CableWork.NicWork;
import io.github.pocstate.netbox.model.CableEnd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Has NetBox validate new cables before the old ones are deleted. Thread-safe.
 *
 * <p>The ports of the old cables are taken, so NetBox refuses the request and writes nothing. It checks the ports last
 * ({@code Cable.clean()} in {@code dcim/models/cables.py}): if they are its only complaint, it will take the cables once the
 * ports are free. It stops at the first port, so each cable is sent a second time with its sides exchanged.
 */
final class CableTrial {

    private static final Pattern TAKEN =
            Pattern.compile("Duplicate termination found for (\\S+ \\d+): cable (\\d{1,18})\\.?");

    private final DcimApi dcim;
    private final Workspace workspace;

    CableTrial(DcimApi dcim, Workspace workspace) {
        this.dcim = dcim;
        this.workspace = workspace;
    }

    /** One cable that is tried, and the place of its work in the batch. */
    private record Tried(int place, NicWork nic, Set<Long> ownCables, Map<String, Object> request) {

        /** Whether the only complaint is that one of the old cables is still there. */
        boolean isAcceptedBut(ObjectError error) {
            Matcher taken = TAKEN.matcher(error.message());
            return taken.matches()
                    && nic.ports().anyMatch(taken.group(1)::equals)
                    && ownCables.contains(Long.valueOf(taken.group(2)));
        }
    }

    /**
     * Validates the cables of a batch, but for servers of which a cable is deleted already.
     *
     * @throws NetBoxRejection if NetBox would refuse some of them; its errors have the place of their work in the batch
     */
    void requireAccepted(List<CableWork> batch, Set<Long> deleted) {
        List<Tried> tried = new ArrayList<>();
        for (int place = 0; place < batch.size(); place++) {
            Set<Long> own = batch.get(place).cables().map(CableEnd::cableId).collect(Collectors.toSet());
            if (own.stream().noneMatch(deleted::contains)) {
                addTo(tried, place, batch.get(place), own);
            }
        }
        if (tried.isEmpty()) {
            return;
        }
        try {
            dcim.createCables(tried.stream().map(Tried::request).toList());
        } catch (NetBoxRejection rejection) {
            List<ObjectError> refused = refused(rejection, tried);
            if (!refused.isEmpty()) {
                throw new NetBoxRejection(rejection.status(), refused.get(0).message(), refused);
            }
            return;
        }
        throw new RejectedException(new Problem(
                "NetBox created cables whose ports were taken a moment ago: the old cables are gone.",
                "production cables of server [" + batch.get(0).server().name() + "]",
                "wait until nothing else writes to NetBox, then restore again"));
    }

    private void addTo(List<Tried> tried, int place, CableWork work, Set<Long> own) {
        for (NicWork nic : work.nics()) {
            if (nic.nic().cable().isPresent()) {
                Map<String, Object> request = NewCable.of(nic, workspace);
                tried.add(new Tried(place, nic, own, request));
                tried.add(new Tried(place, nic, own, sidesExchanged(request)));
            }
        }
    }

    private static Map<String, Object> sidesExchanged(Map<String, Object> request) {
        Map<String, Object> exchanged = new LinkedHashMap<>(request);
        exchanged.put(NewCable.A_SIDE, request.getOrDefault(NewCable.B_SIDE, List.of()));
        exchanged.put(NewCable.B_SIDE, request.getOrDefault(NewCable.A_SIDE, List.of()));
        return exchanged;
    }

    /** A refusal that names no object, such as that of a missing permission, concerns the whole request. */
    private static List<ObjectError> refused(NetBoxRejection rejection, List<Tried> tried) {
        if (rejection.errors().isEmpty()) {
            throw rejection;
        }
        List<ObjectError> refused = new ArrayList<>();
        for (ObjectError error : rejection.errors()) {
            int index = Math.toIntExact(error.index().orElse(-1));
            if (index < 0 || index >= tried.size()) {
                throw rejection;
            }
            Tried cable = tried.get(index);
            if (!cable.isAcceptedBut(error)) {
                refused.add(new ObjectError(
                        OptionalLong.empty(),
                        OptionalLong.of(CableRecreator.firstIndex(cable.place())),
                        error.message()));
            }
        }
        return refused;
    }
}
