package io.github.pocstate.netbox.dto;

import org.jspecify.annotations.Nullable;

/**
 * An IP address and what holds it.
 *
 * @param id its id
 * @param assignedObject what it is assigned to
 *
 * @since 0.1
 */
public record HolderDto(long id, @Nullable PeerDto assignedObject) {

    /**
     * Names the holder.
     *
     * @return such as {@code gateway-1 [vlan55]}
     */
    public String title() {
        if (assignedObject == null) {
            return "IP address " + id + ", which is assigned to nothing,";
        }
        String port = assignedObject.name() != null ? assignedObject.name() : assignedObject.display();
        String device =
                assignedObject.device() == null ? null : assignedObject.device().name();
        return device == null ? "[" + port + "]" : device + " [" + port + "]";
    }
}
