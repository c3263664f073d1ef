package io.github.pocstate.netbox.internal.write;

import io.github.pocstate.netbox.dto.ObjectTypes;
import io.github.pocstate.netbox.dto.Termination;
import io.github.pocstate.netbox.internal.compare.CableWork.NicWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The request that creates a cable again, with the attributes of the one before. */
final class NewCable {

    static final String A_SIDE = "a_terminations";
    static final String B_SIDE = "b_terminations";

    private static final String TAGS = "tags";

    private NewCable() {}

    static Map<String, Object> of(NicWork work, Workspace workspace) {
        Map<String, Object> cable = new LinkedHashMap<>();
        cable.put("status", "connected");
        cable.putAll(work.attributes());
        List<Long> tags = new ArrayList<>(tags(work.attributes()));
        workspace.knownTag().ifPresent(tags::remove);
        if (work.marked()) {
            tags.add(workspace.tag());
        }
        cable.put(TAGS, tags);
        List<Termination> near =
                List.of(new Termination(ObjectTypes.INTERFACE, work.nic().interfaceId()));
        List<Termination> far = CablePatcher.terminations(work.far());
        boolean nicIsOnB =
                work.nic().cable().filter(end -> end.side().equals("B")).isPresent();
        cable.put(A_SIDE, nicIsOnB ? far : near);
        cable.put(B_SIDE, nicIsOnB ? near : far);
        return cable;
    }

    private static List<Long> tags(Map<String, Object> attributes) {
        return attributes.get(TAGS) instanceof List<?> tags
                ? tags.stream()
                        .filter(Number.class::isInstance)
                        .map(tag -> ((Number) tag).longValue())
                        .toList()
                : List.of();
    }
}
