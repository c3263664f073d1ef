package io.github.pocstate.examples.phases;

import java.util.List;

/**
 * One server as the database holds it.
 *
 * @param status status of the device
 * @param bmc addresses on its bmc interface
 * @param mgmt addresses on its mgmt0 interface
 * @param oob its out-of-band address, empty for none
 * @param cables its production cables, in order of the NICs' names
 * @param journal its journal entries with our tag, as {@code kind: comments}, in order
 */
record ServerRow(
        String status, List<String> bmc, List<String> mgmt, String oob, List<Cable> cables, List<String> journal) {

    /**
     * A production NIC and its cable.
     *
     * @param nic name of the NIC
     * @param id id of the cable
     * @param farEnd what the cable leads to, {@code device port}, empty when it hangs loose
     * @param farPort id of that port, 0 when it hangs loose
     * @param traced whether NetBox's cached path and both interfaces agree with the cable
     * @param label label of the cable
     * @param color color of the cable
     * @param tags slugs of its tags, in order
     */
    record Cable(
            String nic,
            long id,
            String farEnd,
            long farPort,
            boolean traced,
            String label,
            String color,
            List<String> tags) {}

    /** What both NICs lead to. */
    List<String> farEnds() {
        return cables.stream().map(Cable::farEnd).toList();
    }

    /** The cable with the higher id, which an exchange detaches first. */
    Cable higher() {
        return cables.stream()
                .max((left, right) -> Long.compare(left.id, right.id))
                .orElseThrow();
    }

    /** The cable with the lower id. */
    Cable lower() {
        return cables.stream()
                .min((left, right) -> Long.compare(left.id, right.id))
                .orElseThrow();
    }
}
